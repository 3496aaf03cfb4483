# METADATA
# title: Addresses and volumes are in use
# description: >-
#   An Eip sets instance or networkInterface, or an EipAssociation, a NatGateway, a load balancer's subnetMappings or a Transfer
#   server's endpoint refers to it. A Volume is the volumeId of a VolumeAttachment; volumes tagged by a Kubernetes CSI driver do not
#   apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html
# custom:
#   id: aws-unused-eip-and-volume
#   severity: low
#   scope: stack
#   tier: 1
#   population: [aws:ec2/eip:Eip, aws:ebs/volume:Volume]
#   companions:
#     "aws:ec2/eipAssociation:EipAssociation": [allocationId, publicIp]
#     "aws:ec2/natGateway:NatGateway": [allocationId, secondaryAllocationIds, availabilityZoneAddresses]
#     "aws:lb/loadBalancer:LoadBalancer": subnetMappings
#     "aws:transfer/server:Server": endpointDetails
#     "aws:ec2/volumeAttachment:VolumeAttachment": volumeId
#   reads:
#     "aws:ec2/eip:Eip": [instance, networkInterface]
#     "aws:ebs/volume:Volume": [tags]
#     "aws:ec2/eipAssociation:EipAssociation": []
#     "aws:ec2/natGateway:NatGateway": []
#     "aws:lb/loadBalancer:LoadBalancer": []
#     "aws:transfer/server:Server": []
#     "aws:ec2/volumeAttachment:VolumeAttachment": []
#   presence:
#     "aws:ec2/eip:Eip": [instance, networkInterface]
#   live: no address and no volume of the account is unattached
#   not_applicable: the volume is one that Kubernetes attaches
#   remediation: Attach the address or the volume, or delete it after a snapshot.
#   aliases:
#   - checkov:CKV2_AWS_19
#   - awsguard:ec2-volume-inuse
#   - awsconfig:EC2_VOLUME_INUSE_CHECK
#   - prowler:ec2_elastic_ip_unassigned
#   - powerpipe:vpc_eip_associated
#   - awsconfig:EIP_ATTACHED
package checks.aws.ec2.unused_eip_and_volume

import data.lib.link
import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if some urn, _ in input.by_type["aws:ec2/eip:Eip"]

applies contains urn if {
	some urn, volume in input.by_type["aws:ebs/volume:Volume"]
	not _kubernetes(volume)
}

deny contains {"resource": urn, "path": [], "message": "the elastic IP address is unused"} if {
	some urn, address in input.by_type["aws:ec2/eip:Eip"]
	not value.present(address, ["props", "instance"])
	not value.present(address, ["props", "networkInterface"])
	not _used(urn)
}

deny contains {"resource": urn, "path": [], "message": "the volume is unattached"} if {
	some urn, _ in input.by_type["aws:ebs/volume:Volume"]
	count(link.referrers(urn, "aws:ec2/volumeAttachment:VolumeAttachment", "volumeId")) == 0
}

_used(urn) if {
	some type, properties in _users
	some property in properties
	count(link.referrers(urn, type, property)) > 0
}

_users := {
	"aws:ec2/eipAssociation:EipAssociation": ["allocationId", "publicIp"],
	"aws:ec2/natGateway:NatGateway": ["allocationId", "secondaryAllocationIds", "availabilityZoneAddresses"],
	"aws:lb/loadBalancer:LoadBalancer": ["subnetMappings"],
	"aws:transfer/server:Server": ["endpointDetails"],
}

_kubernetes(volume) if {
	some key, _ in tags.of(volume)
	regex.match(`^(kubernetes\.io/created-for/|ebs\.csi\.aws\.com/|csivolumename$)`, key)
}
