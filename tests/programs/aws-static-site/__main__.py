import pulumi
from site_files import FOLDER
from site_parts import StaticSite

site = StaticSite("handbook", FOLDER)
pulumi.export("address", site.distribution.domain_name)
