"""Everything is made by helpers in modules beside this one."""

import pulumi
import storage
from naming import named
from network import make_network

network = make_network(named("core"), "10.20.0.0/16")
bucket = storage.private_bucket(named("invoices"))
pulumi.export("vpc", network["vpc"].id)
pulumi.export("bucket", bucket.bucket)
