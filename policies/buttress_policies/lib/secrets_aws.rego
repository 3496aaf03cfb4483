# METADATA
# title: Secret properties of AWS
# description: >-
#   Which properties may hold a secret and of what kind, by type. Written by `make docs` from the provider's SDK; change
#   sdk/docs/writers/secret_properties.py instead.
# scope: package
# custom:
#   reads:
#     "aws:acm/certificate:Certificate": ["privateKey", "privateKeyWo"]
#     "aws:amplify/app:App": ["accessToken", "autoBranchCreationConfig.basicAuthCredentials", "autoBranchCreationConfig.environmentVariables", "basicAuthCredentials", "environmentVariables", "oauthToken"]
#     "aws:amplify/branch:Branch": ["basicAuthCredentials", "environmentVariables"]
#     "aws:apigateway/apiKey:ApiKey": ["value"]
#     "aws:apigateway/deployment:Deployment": ["variables"]
#     "aws:apigateway/domainName:DomainName": ["certificatePrivateKey"]
#     "aws:apigateway/stage:Stage": ["variables"]
#     "aws:apigatewayv2/stage:Stage": ["stageVariables"]
#     "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": ["content"]
#     "aws:appfabric/appAuthorization:AppAuthorization": ["credential.apiKeyCredentials[].apiKey", "credential.oauth2Credential.clientSecret"]
#     "aws:appflow/connectorProfile:ConnectorProfile": ["connectorProfileConfig.connectorProfileCredentials.amplitude.apiKey", "connectorProfileConfig.connectorProfileCredentials.amplitude.secretKey", "connectorProfileConfig.connectorProfileCredentials.customConnector.apiKey.apiKey", "connectorProfileConfig.connectorProfileCredentials.customConnector.apiKey.apiSecretKey", "connectorProfileConfig.connectorProfileCredentials.customConnector.basic.password", "connectorProfileConfig.connectorProfileCredentials.customConnector.oauth2.accessToken", "connectorProfileConfig.connectorProfileCredentials.customConnector.oauth2.clientSecret", "connectorProfileConfig.connectorProfileCredentials.customConnector.oauth2.refreshToken", "connectorProfileConfig.connectorProfileCredentials.datadog.apiKey", "connectorProfileConfig.connectorProfileCredentials.dynatrace.apiToken", "connectorProfileConfig.connectorProfileCredentials.googleAnalytics.accessToken", "connectorProfileConfig.connectorProfileCredentials.googleAnalytics.clientSecret", "connectorProfileConfig.connectorProfileCredentials.googleAnalytics.refreshToken", "connectorProfileConfig.connectorProfileCredentials.honeycode.accessToken", "connectorProfileConfig.connectorProfileCredentials.honeycode.refreshToken", "connectorProfileConfig.connectorProfileCredentials.inforNexus.secretAccessKey", "connectorProfileConfig.connectorProfileCredentials.marketo.accessToken", "connectorProfileConfig.connectorProfileCredentials.marketo.clientSecret", "connectorProfileConfig.connectorProfileCredentials.redshift.password", "connectorProfileConfig.connectorProfileCredentials.salesforce.accessToken", "connectorProfileConfig.connectorProfileCredentials.salesforce.jwtToken", "connectorProfileConfig.connectorProfileCredentials.salesforce.refreshToken", "connectorProfileConfig.connectorProfileCredentials.sapoData.basicAuthCredentials.password", "connectorProfileConfig.connectorProfileCredentials.sapoData.oauthCredentials.accessToken", "connectorProfileConfig.connectorProfileCredentials.sapoData.oauthCredentials.clientSecret", "connectorProfileConfig.connectorProfileCredentials.sapoData.oauthCredentials.refreshToken", "connectorProfileConfig.connectorProfileCredentials.serviceNow.password", "connectorProfileConfig.connectorProfileCredentials.singular.apiKey", "connectorProfileConfig.connectorProfileCredentials.slack.accessToken", "connectorProfileConfig.connectorProfileCredentials.slack.clientSecret", "connectorProfileConfig.connectorProfileCredentials.snowflake.password", "connectorProfileConfig.connectorProfileCredentials.trendmicro.apiSecretKey", "connectorProfileConfig.connectorProfileCredentials.veeva.password", "connectorProfileConfig.connectorProfileCredentials.zendesk.accessToken", "connectorProfileConfig.connectorProfileCredentials.zendesk.clientSecret", "connectorProfileConfig.connectorProfileProperties.customConnector.oauth2Properties.tokenUrlCustomProperties", "connectorProfileConfig.connectorProfileProperties.customConnector.profileProperties"]
#     "aws:appflow/flow:Flow": ["destinationFlowConfigs[].destinationConnectorProperties.customConnector.customProperties", "sourceFlowConfig.sourceConnectorProperties.customConnector.customProperties", "tasks[].taskProperties"]
#     "aws:appmesh/virtualGateway:VirtualGateway": ["spec.backendDefaults.clientPolicy.tls.certificate.file.privateKey", "spec.listeners[].tls.certificate.file.privateKey"]
#     "aws:appmesh/virtualNode:VirtualNode": ["spec.backendDefaults.clientPolicy.tls.certificate.file.privateKey", "spec.backends[].virtualService.clientPolicy.tls.certificate.file.privateKey", "spec.listeners[].tls.certificate.file.privateKey"]
#     "aws:apprunner/service:Service": ["sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.buildCommand", "sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.runtimeEnvironmentVariables", "sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.startCommand", "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables", "sourceConfiguration.imageRepository.imageConfiguration.startCommand"]
#     "aws:appstream/directoryConfig:DirectoryConfig": ["serviceAccountCredentials.accountPassword"]
#     "aws:athena/database:Database": ["properties"]
#     "aws:backup/globalSettings:GlobalSettings": ["globalSettings"]
#     "aws:backup/plan:Plan": ["advancedBackupSettings[].backupOptions"]
#     "aws:batch/jobDefinition:JobDefinition": ["eksProperties.podProperties.containers[].args", "eksProperties.podProperties.containers[].commands", "eksProperties.podProperties.initContainers[].args", "eksProperties.podProperties.initContainers[].commands"]
#     "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase": ["storageConfiguration.pineconeConfiguration.connectionString"]
#     "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": ["environmentVariables"]
#     "aws:bedrock/agentcoreApiKeyCredentialProvider:AgentcoreApiKeyCredentialProvider": ["apiKey", "apiKeyWo"]
#     "aws:bedrock/agentcoreHarness:AgentcoreHarness": ["environmentVariables"]
#     "aws:bedrock/agentcoreOauth2CredentialProvider:AgentcoreOauth2CredentialProvider": ["oauth2ProviderConfig.atlassianOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.atlassianOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.customOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.customOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.githubOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.githubOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.googleOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.googleOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.includedOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.includedOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.linkedinOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.linkedinOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.microsoftOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.microsoftOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.salesforceOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.salesforceOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.slackOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.slackOauth2ProviderConfig.clientSecretWo"]
#     "aws:chime/voiceConnectorTerminationCredentials:VoiceConnectorTerminationCredentials": ["credentials[].password"]
#     "aws:cloudwatch/eventConnection:EventConnection": ["authParameters.basic.password", "authParameters.oauth.clientParameters.clientSecret"]
#     "aws:codebuild/sourceCredential:SourceCredential": ["token"]
#     "aws:codecommit/trigger:Trigger": ["triggers[].customData"]
#     "aws:codepipeline/pipeline:Pipeline": ["stages[].actions[].commands", "stages[].beforeEntry.condition.rules[].commands", "stages[].onFailure.condition.rules[].commands", "stages[].onSuccess.condition.rules[].commands"]
#     "aws:codepipeline/webhook:Webhook": ["authenticationConfiguration.secretToken"]
#     "aws:cognito/managedUserPoolClient:ManagedUserPoolClient": ["tokenValidityUnits.accessToken", "tokenValidityUnits.refreshToken"]
#     "aws:cognito/user:User": ["password", "temporaryPassword"]
#     "aws:cognito/userPoolClient:UserPoolClient": ["tokenValidityUnits.accessToken", "tokenValidityUnits.refreshToken"]
#     "aws:connect/user:User": ["password"]
#     "aws:datasync/locationFsxOntapFileSystem:LocationFsxOntapFileSystem": ["protocol.smb.password"]
#     "aws:datasync/locationFsxWindows:LocationFsxWindows": ["password"]
#     "aws:datasync/locationObjectStorage:LocationObjectStorage": ["accessKey", "secretKey"]
#     "aws:datasync/locationSmb:LocationSmb": ["password"]
#     "aws:directconnect/bgpPeer:BgpPeer": ["bgpAuthKey"]
#     "aws:directconnect/hostedPrivateVirtualInterface:HostedPrivateVirtualInterface": ["bgpAuthKey"]
#     "aws:directconnect/hostedPublicVirtualInterface:HostedPublicVirtualInterface": ["bgpAuthKey"]
#     "aws:directconnect/hostedTransitVirtualInterface:HostedTransitVirtualInterface": ["bgpAuthKey"]
#     "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface": ["bgpAuthKey"]
#     "aws:directconnect/publicVirtualInterface:PublicVirtualInterface": ["bgpAuthKey"]
#     "aws:directconnect/transitVirtualInterface:TransitVirtualInterface": ["bgpAuthKey"]
#     "aws:directoryservice/directory:Directory": ["password"]
#     "aws:directoryservice/radiusSettings:RadiusSettings": ["sharedSecret"]
#     "aws:directoryservice/trust:Trust": ["trustPassword"]
#     "aws:dms/certificate:Certificate": ["certificateWallet"]
#     "aws:dms/endpoint:Endpoint": ["kafkaSettings.saslPassword", "kafkaSettings.sslClientKeyPassword", "oracleSettings.asmPassword", "password", "redisSettings.authPassword"]
#     "aws:docdb/cluster:Cluster": ["masterPassword", "masterPasswordWo"]
#     "aws:docdb/elasticCluster:ElasticCluster": ["adminUserPassword"]
#     "aws:ec2/instance:Instance": ["userData", "userDataBase64"]
#     "aws:ec2/launchConfiguration:LaunchConfiguration": ["userData", "userDataBase64"]
#     "aws:ec2/launchTemplate:LaunchTemplate": ["userData"]
#     "aws:ec2/spotFleetRequest:SpotFleetRequest": ["launchSpecifications[].userData"]
#     "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ["userData", "userDataBase64"]
#     "aws:ec2/vpnConnection:VpnConnection": ["tunnel1PresharedKey", "tunnel2PresharedKey"]
#     "aws:ecs/cluster:Cluster": ["settings[].value"]
#     "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": ["containerDefinitions[].commands", "containerDefinitions[].firelensConfiguration.options", "containerDefinitions[].healthCheck.commands", "containerDefinitions[].logConfiguration.options"]
#     "aws:ecs/expressGatewayService:ExpressGatewayService": ["primaryContainer.commands"]
#     "aws:ecs/service:Service": ["serviceConnectConfiguration.logConfiguration.options"]
#     "aws:ecs/taskDefinition:TaskDefinition": ["proxyConfiguration.properties"]
#     "aws:elasticache/replicationGroup:ReplicationGroup": ["authToken", "authTokenWo"]
#     "aws:elasticache/user:User": ["authenticationMode.passwords", "passwords", "passwordsWo"]
#     "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate": ["settings[].value"]
#     "aws:elasticbeanstalk/environment:Environment": ["settings[].value"]
#     "aws:elasticsearch/domain:Domain": ["advancedOptions", "advancedSecurityOptions.masterUserOptions.masterUserPassword"]
#     "aws:elastictranscoder/preset:Preset": ["videoCodecOptions"]
#     "aws:emr/cluster:Cluster": ["bootstrapActions[].args", "coreInstanceFleet.instanceTypeConfigs[].configurations[].properties", "kerberosAttributes.adDomainJoinPassword", "kerberosAttributes.crossRealmTrustPrincipalPassword", "kerberosAttributes.kdcAdminPassword", "masterInstanceFleet.instanceTypeConfigs[].configurations[].properties", "steps[].hadoopJarStep.args", "steps[].hadoopJarStep.properties"]
#     "aws:emr/instanceFleet:InstanceFleet": ["instanceTypeConfigs[].configurations[].properties"]
#     "aws:emrcontainers/jobTemplate:JobTemplate": ["jobTemplateData.configurationOverrides.applicationConfigurations[].configurations[].properties", "jobTemplateData.configurationOverrides.applicationConfigurations[].properties", "jobTemplateData.jobDriver.sparkSqlJobDriver.entryPoint", "jobTemplateData.jobDriver.sparkSubmitJobDriver.entryPoint"]
#     "aws:emrserverless/application:Application": ["runtimeConfigurations[].properties"]
#     "aws:fsx/ontapFileSystem:OntapFileSystem": ["fsxAdminPassword"]
#     "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine": ["activeDirectoryConfiguration.selfManagedActiveDirectoryConfiguration.password", "svmAdminPassword"]
#     "aws:fsx/windowsFileSystem:WindowsFileSystem": ["selfManagedActiveDirectory.password", "selfManagedActiveDirectory.passwordWo"]
#     "aws:glue/catalog:Catalog": ["catalogProperties.customProperties"]
#     "aws:glue/catalogTable:CatalogTable": ["openTableFormatInput.icebergInput.icebergTableInput.properties"]
#     "aws:glue/connection:Connection": ["athenaProperties", "authenticationConfiguration.basicAuthenticationCredentials.password", "authenticationConfiguration.customAuthenticationCredentials", "authenticationConfiguration.oauth2Properties.oauth2Credentials.accessToken", "authenticationConfiguration.oauth2Properties.oauth2Credentials.jwtToken", "authenticationConfiguration.oauth2Properties.oauth2Credentials.refreshToken", "authenticationConfiguration.oauth2Properties.oauth2Credentials.userManagedClientApplicationClientSecret", "connectionProperties"]
#     "aws:glue/job:Job": ["sourceControlDetails.authToken"]
#     "aws:glue/workflow:Workflow": ["defaultRunProperties"]
#     "aws:grafana/licenseAssociation:LicenseAssociation": ["grafanaToken"]
#     "aws:iam/serverCertificate:ServerCertificate": ["privateKey"]
#     "aws:imagebuilder/imageRecipe:ImageRecipe": ["userDataBase64"]
#     "aws:iot/topicRule:TopicRule": ["errorAction.kafka.clientProperties", "kafkas[].clientProperties"]
#     "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": ["httpEndpointConfiguration.accessKey", "redshiftConfiguration.password", "snowflakeConfiguration.keyPassphrase", "snowflakeConfiguration.privateKey", "splunkConfiguration.hecToken"]
#     "aws:kms/ciphertext:Ciphertext": ["plaintext", "plaintextWo"]
#     "aws:kms/customKeyStore:CustomKeyStore": ["keyStorePassword", "xksProxyAuthenticationCredential.rawSecretAccessKey"]
#     "aws:kms/externalKey:ExternalKey": ["keyMaterialBase64"]
#     "aws:kms/replicaExternalKey:ReplicaExternalKey": ["keyMaterialBase64"]
#     "aws:lambda/function:Function": ["imageConfig.commands"]
#     "aws:lambda/microvmsImage:MicrovmsImage": ["environmentVariables"]
#     "aws:lambdamicrovms/image:Image": ["environmentVariables"]
#     "aws:lb/listener:Listener": ["defaultActions[].authenticateOidc.clientSecret"]
#     "aws:lb/listenerRule:ListenerRule": ["actions[].authenticateOidc.clientSecret"]
#     "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion": ["containers[].commands", "containers[].environment"]
#     "aws:lightsail/database:Database": ["masterPassword"]
#     "aws:lightsail/instance:Instance": ["userData"]
#     "aws:mailmanager/ingressPoint:IngressPoint": ["ingressPointConfiguration.smtpPasswordWo"]
#     "aws:memorydb/user:User": ["authenticationMode.passwords"]
#     "aws:mq/broker:Broker": ["ldapServerMetadata.serviceAccountPassword", "users[].password"]
#     "aws:mwaa/environment:Environment": ["airflowConfigurationOptions"]
#     "aws:odb/autonomousDatabase:AutonomousDatabase": ["adminPassword", "adminPasswordWo"]
#     "aws:opensearch/domain:Domain": ["advancedOptions", "advancedSecurityOptions.masterUserOptions.masterUserPassword"]
#     "aws:pinpoint/admChannel:AdmChannel": ["clientSecret"]
#     "aws:pinpoint/apnsChannel:ApnsChannel": ["privateKey", "tokenKey"]
#     "aws:pinpoint/apnsSandboxChannel:ApnsSandboxChannel": ["privateKey", "tokenKey"]
#     "aws:pinpoint/apnsVoipChannel:ApnsVoipChannel": ["privateKey", "tokenKey"]
#     "aws:pinpoint/apnsVoipSandboxChannel:ApnsVoipSandboxChannel": ["privateKey", "tokenKey"]
#     "aws:pinpoint/baiduChannel:BaiduChannel": ["apiKey", "secretKey"]
#     "aws:pinpoint/gcmChannel:GcmChannel": ["apiKey", "serviceJson"]
#     "aws:pipes/pipe:Pipe": ["targetParameters.batchJobParameters.containerOverrides.commands", "targetParameters.ecsTaskParameters.overrides.containerOverrides[].commands"]
#     "aws:quicksight/dataSource:DataSource": ["credentials.credentialPair.password"]
#     "aws:rds/cluster:Cluster": ["masterPassword", "masterPasswordWo"]
#     "aws:rds/instance:Instance": ["password", "passwordWo"]
#     "aws:rds/optionGroup:OptionGroup": ["options[].optionSettings[].value"]
#     "aws:redshift/cluster:Cluster": ["masterPassword", "masterPasswordWo"]
#     "aws:redshift/hsmConfiguration:HsmConfiguration": ["hsmPartitionPassword"]
#     "aws:redshiftserverless/namespace:Namespace": ["adminUserPassword", "adminUserPasswordWo"]
#     "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ["token"]
#     "aws:s3/objectCopy:ObjectCopy": ["customerKey", "sourceCustomerKey"]
#     "aws:s3tables/table:Table": ["metadata.iceberg.properties"]
#     "aws:sagemaker/algorithm:Algorithm": ["inferenceSpecification.containers[].environment", "validationSpecification.validationProfiles.transformJobDefinition.environment"]
#     "aws:sagemaker/appImageConfig:AppImageConfig": ["codeEditorAppImageConfig.containerConfig.containerEnvironmentVariables", "jupyterLabImageConfig.containerConfig.containerEnvironmentVariables"]
#     "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": ["dataQualityAppSpecification.environment"]
#     "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": ["trainingJobDefinition.environment", "trainingJobDefinitions[].environment"]
#     "aws:sagemaker/model:Model": ["containers[].environment", "primaryContainer.environment"]
#     "aws:sagemaker/monitoringSchedule:MonitoringSchedule": ["monitoringScheduleConfig.monitoringJobDefinition.environment"]
#     "aws:sagemaker/trainingJob:TrainingJob": ["environment"]
#     "aws:sagemaker/workforce:Workforce": ["oidcConfig.clientSecret"]
#     "aws:secretsmanager/secretVersion:SecretVersion": ["secretBinary", "secretString", "secretStringWo"]
#     "aws:sesv2/emailIdentity:EmailIdentity": ["dkimSigningAttributes.domainSigningPrivateKey"]
#     "aws:sns/platformApplication:PlatformApplication": ["platformCredential"]
#     "aws:ssm/parameter:Parameter": ["insecureValue", "value", "valueWo"]
#     "aws:storagegateway/fileSystemAssociation:FileSystemAssociation": ["password"]
#     "aws:storagegateway/gateway:Gateway": ["smbActiveDirectorySettings.password", "smbGuestPassword"]
#     "aws:synthetics/canary:Canary": ["runConfig.environmentVariables"]
#     "aws:timestreaminfluxdb/dbCluster:DbCluster": ["password"]
#     "aws:timestreaminfluxdb/dbInstance:DbInstance": ["password"]
#     "aws:transfer/certificate:Certificate": ["privateKey"]
#     "aws:transfer/hostKey:HostKey": ["hostKeyBody", "hostKeyBodyWo"]
#     "aws:transfer/server:Server": ["hostKey"]
#     "aws:verifiedaccess/trustProvider:TrustProvider": ["nativeApplicationOidcOptions.clientSecret", "oidcOptions.clientSecret"]
#     "aws:workmail/user:User": ["password"]
#     "aws:workspaces/connectionAlias:ConnectionAlias": ["connectionString"]
#   presence:
#     "aws:acm/certificate:Certificate": ["privateKey", "privateKeyWo"]
#     "aws:amplify/app:App": ["accessToken", "autoBranchCreationConfig.basicAuthCredentials", "autoBranchCreationConfig.environmentVariables", "basicAuthCredentials", "environmentVariables", "oauthToken"]
#     "aws:amplify/branch:Branch": ["basicAuthCredentials", "environmentVariables"]
#     "aws:apigateway/apiKey:ApiKey": ["value"]
#     "aws:apigateway/deployment:Deployment": ["variables"]
#     "aws:apigateway/domainName:DomainName": ["certificatePrivateKey"]
#     "aws:apigateway/stage:Stage": ["variables"]
#     "aws:apigatewayv2/stage:Stage": ["stageVariables"]
#     "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": ["content"]
#     "aws:appfabric/appAuthorization:AppAuthorization": ["credential.apiKeyCredentials[].apiKey", "credential.oauth2Credential.clientSecret"]
#     "aws:appflow/connectorProfile:ConnectorProfile": ["connectorProfileConfig.connectorProfileCredentials.amplitude.apiKey", "connectorProfileConfig.connectorProfileCredentials.amplitude.secretKey", "connectorProfileConfig.connectorProfileCredentials.customConnector.apiKey.apiKey", "connectorProfileConfig.connectorProfileCredentials.customConnector.apiKey.apiSecretKey", "connectorProfileConfig.connectorProfileCredentials.customConnector.basic.password", "connectorProfileConfig.connectorProfileCredentials.customConnector.oauth2.accessToken", "connectorProfileConfig.connectorProfileCredentials.customConnector.oauth2.clientSecret", "connectorProfileConfig.connectorProfileCredentials.customConnector.oauth2.refreshToken", "connectorProfileConfig.connectorProfileCredentials.datadog.apiKey", "connectorProfileConfig.connectorProfileCredentials.dynatrace.apiToken", "connectorProfileConfig.connectorProfileCredentials.googleAnalytics.accessToken", "connectorProfileConfig.connectorProfileCredentials.googleAnalytics.clientSecret", "connectorProfileConfig.connectorProfileCredentials.googleAnalytics.refreshToken", "connectorProfileConfig.connectorProfileCredentials.honeycode.accessToken", "connectorProfileConfig.connectorProfileCredentials.honeycode.refreshToken", "connectorProfileConfig.connectorProfileCredentials.inforNexus.secretAccessKey", "connectorProfileConfig.connectorProfileCredentials.marketo.accessToken", "connectorProfileConfig.connectorProfileCredentials.marketo.clientSecret", "connectorProfileConfig.connectorProfileCredentials.redshift.password", "connectorProfileConfig.connectorProfileCredentials.salesforce.accessToken", "connectorProfileConfig.connectorProfileCredentials.salesforce.jwtToken", "connectorProfileConfig.connectorProfileCredentials.salesforce.refreshToken", "connectorProfileConfig.connectorProfileCredentials.sapoData.basicAuthCredentials.password", "connectorProfileConfig.connectorProfileCredentials.sapoData.oauthCredentials.accessToken", "connectorProfileConfig.connectorProfileCredentials.sapoData.oauthCredentials.clientSecret", "connectorProfileConfig.connectorProfileCredentials.sapoData.oauthCredentials.refreshToken", "connectorProfileConfig.connectorProfileCredentials.serviceNow.password", "connectorProfileConfig.connectorProfileCredentials.singular.apiKey", "connectorProfileConfig.connectorProfileCredentials.slack.accessToken", "connectorProfileConfig.connectorProfileCredentials.slack.clientSecret", "connectorProfileConfig.connectorProfileCredentials.snowflake.password", "connectorProfileConfig.connectorProfileCredentials.trendmicro.apiSecretKey", "connectorProfileConfig.connectorProfileCredentials.veeva.password", "connectorProfileConfig.connectorProfileCredentials.zendesk.accessToken", "connectorProfileConfig.connectorProfileCredentials.zendesk.clientSecret", "connectorProfileConfig.connectorProfileProperties.customConnector.oauth2Properties.tokenUrlCustomProperties", "connectorProfileConfig.connectorProfileProperties.customConnector.profileProperties"]
#     "aws:appflow/flow:Flow": ["destinationFlowConfigs[].destinationConnectorProperties.customConnector.customProperties", "sourceFlowConfig.sourceConnectorProperties.customConnector.customProperties", "tasks[].taskProperties"]
#     "aws:appmesh/virtualGateway:VirtualGateway": ["spec.backendDefaults.clientPolicy.tls.certificate.file.privateKey", "spec.listeners[].tls.certificate.file.privateKey"]
#     "aws:appmesh/virtualNode:VirtualNode": ["spec.backendDefaults.clientPolicy.tls.certificate.file.privateKey", "spec.backends[].virtualService.clientPolicy.tls.certificate.file.privateKey", "spec.listeners[].tls.certificate.file.privateKey"]
#     "aws:apprunner/service:Service": ["sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.runtimeEnvironmentVariables", "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables"]
#     "aws:appstream/directoryConfig:DirectoryConfig": ["serviceAccountCredentials.accountPassword"]
#     "aws:athena/database:Database": ["properties"]
#     "aws:backup/globalSettings:GlobalSettings": ["globalSettings"]
#     "aws:backup/plan:Plan": ["advancedBackupSettings[].backupOptions"]
#     "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase": ["storageConfiguration.pineconeConfiguration.connectionString"]
#     "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": ["environmentVariables"]
#     "aws:bedrock/agentcoreApiKeyCredentialProvider:AgentcoreApiKeyCredentialProvider": ["apiKey", "apiKeyWo"]
#     "aws:bedrock/agentcoreHarness:AgentcoreHarness": ["environmentVariables"]
#     "aws:bedrock/agentcoreOauth2CredentialProvider:AgentcoreOauth2CredentialProvider": ["oauth2ProviderConfig.atlassianOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.atlassianOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.customOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.customOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.githubOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.githubOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.googleOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.googleOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.includedOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.includedOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.linkedinOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.linkedinOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.microsoftOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.microsoftOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.salesforceOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.salesforceOauth2ProviderConfig.clientSecretWo", "oauth2ProviderConfig.slackOauth2ProviderConfig.clientSecret", "oauth2ProviderConfig.slackOauth2ProviderConfig.clientSecretWo"]
#     "aws:chime/voiceConnectorTerminationCredentials:VoiceConnectorTerminationCredentials": ["credentials[].password"]
#     "aws:cloudwatch/eventConnection:EventConnection": ["authParameters.basic.password", "authParameters.oauth.clientParameters.clientSecret"]
#     "aws:codebuild/sourceCredential:SourceCredential": ["token"]
#     "aws:codepipeline/webhook:Webhook": ["authenticationConfiguration.secretToken"]
#     "aws:cognito/managedUserPoolClient:ManagedUserPoolClient": ["tokenValidityUnits.accessToken", "tokenValidityUnits.refreshToken"]
#     "aws:cognito/user:User": ["password", "temporaryPassword"]
#     "aws:cognito/userPoolClient:UserPoolClient": ["tokenValidityUnits.accessToken", "tokenValidityUnits.refreshToken"]
#     "aws:connect/user:User": ["password"]
#     "aws:datasync/locationFsxOntapFileSystem:LocationFsxOntapFileSystem": ["protocol.smb.password"]
#     "aws:datasync/locationFsxWindows:LocationFsxWindows": ["password"]
#     "aws:datasync/locationObjectStorage:LocationObjectStorage": ["accessKey", "secretKey"]
#     "aws:datasync/locationSmb:LocationSmb": ["password"]
#     "aws:directconnect/bgpPeer:BgpPeer": ["bgpAuthKey"]
#     "aws:directconnect/hostedPrivateVirtualInterface:HostedPrivateVirtualInterface": ["bgpAuthKey"]
#     "aws:directconnect/hostedPublicVirtualInterface:HostedPublicVirtualInterface": ["bgpAuthKey"]
#     "aws:directconnect/hostedTransitVirtualInterface:HostedTransitVirtualInterface": ["bgpAuthKey"]
#     "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface": ["bgpAuthKey"]
#     "aws:directconnect/publicVirtualInterface:PublicVirtualInterface": ["bgpAuthKey"]
#     "aws:directconnect/transitVirtualInterface:TransitVirtualInterface": ["bgpAuthKey"]
#     "aws:directoryservice/directory:Directory": ["password"]
#     "aws:directoryservice/radiusSettings:RadiusSettings": ["sharedSecret"]
#     "aws:directoryservice/trust:Trust": ["trustPassword"]
#     "aws:dms/certificate:Certificate": ["certificateWallet"]
#     "aws:dms/endpoint:Endpoint": ["kafkaSettings.saslPassword", "kafkaSettings.sslClientKeyPassword", "oracleSettings.asmPassword", "password", "redisSettings.authPassword"]
#     "aws:docdb/cluster:Cluster": ["masterPassword", "masterPasswordWo"]
#     "aws:docdb/elasticCluster:ElasticCluster": ["adminUserPassword"]
#     "aws:ec2/vpnConnection:VpnConnection": ["tunnel1PresharedKey", "tunnel2PresharedKey"]
#     "aws:ecs/cluster:Cluster": ["settings[].value"]
#     "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": ["containerDefinitions[].firelensConfiguration.options", "containerDefinitions[].logConfiguration.options"]
#     "aws:ecs/service:Service": ["serviceConnectConfiguration.logConfiguration.options"]
#     "aws:ecs/taskDefinition:TaskDefinition": ["proxyConfiguration.properties"]
#     "aws:elasticache/replicationGroup:ReplicationGroup": ["authToken", "authTokenWo"]
#     "aws:elasticache/user:User": ["authenticationMode.passwords", "passwords", "passwordsWo"]
#     "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate": ["settings[].value"]
#     "aws:elasticbeanstalk/environment:Environment": ["settings[].value"]
#     "aws:elasticsearch/domain:Domain": ["advancedOptions", "advancedSecurityOptions.masterUserOptions.masterUserPassword"]
#     "aws:elastictranscoder/preset:Preset": ["videoCodecOptions"]
#     "aws:emr/cluster:Cluster": ["coreInstanceFleet.instanceTypeConfigs[].configurations[].properties", "kerberosAttributes.adDomainJoinPassword", "kerberosAttributes.crossRealmTrustPrincipalPassword", "kerberosAttributes.kdcAdminPassword", "masterInstanceFleet.instanceTypeConfigs[].configurations[].properties", "steps[].hadoopJarStep.properties"]
#     "aws:emr/instanceFleet:InstanceFleet": ["instanceTypeConfigs[].configurations[].properties"]
#     "aws:emrcontainers/jobTemplate:JobTemplate": ["jobTemplateData.configurationOverrides.applicationConfigurations[].configurations[].properties", "jobTemplateData.configurationOverrides.applicationConfigurations[].properties"]
#     "aws:emrserverless/application:Application": ["runtimeConfigurations[].properties"]
#     "aws:fsx/ontapFileSystem:OntapFileSystem": ["fsxAdminPassword"]
#     "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine": ["activeDirectoryConfiguration.selfManagedActiveDirectoryConfiguration.password", "svmAdminPassword"]
#     "aws:fsx/windowsFileSystem:WindowsFileSystem": ["selfManagedActiveDirectory.password", "selfManagedActiveDirectory.passwordWo"]
#     "aws:glue/catalog:Catalog": ["catalogProperties.customProperties"]
#     "aws:glue/catalogTable:CatalogTable": ["openTableFormatInput.icebergInput.icebergTableInput.properties"]
#     "aws:glue/connection:Connection": ["athenaProperties", "authenticationConfiguration.basicAuthenticationCredentials.password", "authenticationConfiguration.customAuthenticationCredentials", "authenticationConfiguration.oauth2Properties.oauth2Credentials.accessToken", "authenticationConfiguration.oauth2Properties.oauth2Credentials.jwtToken", "authenticationConfiguration.oauth2Properties.oauth2Credentials.refreshToken", "authenticationConfiguration.oauth2Properties.oauth2Credentials.userManagedClientApplicationClientSecret", "connectionProperties"]
#     "aws:glue/job:Job": ["sourceControlDetails.authToken"]
#     "aws:glue/workflow:Workflow": ["defaultRunProperties"]
#     "aws:grafana/licenseAssociation:LicenseAssociation": ["grafanaToken"]
#     "aws:iam/serverCertificate:ServerCertificate": ["privateKey"]
#     "aws:iot/topicRule:TopicRule": ["errorAction.kafka.clientProperties", "kafkas[].clientProperties"]
#     "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": ["httpEndpointConfiguration.accessKey", "redshiftConfiguration.password", "snowflakeConfiguration.keyPassphrase", "snowflakeConfiguration.privateKey", "splunkConfiguration.hecToken"]
#     "aws:kms/ciphertext:Ciphertext": ["plaintext", "plaintextWo"]
#     "aws:kms/customKeyStore:CustomKeyStore": ["keyStorePassword", "xksProxyAuthenticationCredential.rawSecretAccessKey"]
#     "aws:kms/externalKey:ExternalKey": ["keyMaterialBase64"]
#     "aws:kms/replicaExternalKey:ReplicaExternalKey": ["keyMaterialBase64"]
#     "aws:lambda/microvmsImage:MicrovmsImage": ["environmentVariables"]
#     "aws:lambdamicrovms/image:Image": ["environmentVariables"]
#     "aws:lb/listener:Listener": ["defaultActions[].authenticateOidc.clientSecret"]
#     "aws:lb/listenerRule:ListenerRule": ["actions[].authenticateOidc.clientSecret"]
#     "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion": ["containers[].environment"]
#     "aws:lightsail/database:Database": ["masterPassword"]
#     "aws:mailmanager/ingressPoint:IngressPoint": ["ingressPointConfiguration.smtpPasswordWo"]
#     "aws:memorydb/user:User": ["authenticationMode.passwords"]
#     "aws:mq/broker:Broker": ["ldapServerMetadata.serviceAccountPassword", "users[].password"]
#     "aws:mwaa/environment:Environment": ["airflowConfigurationOptions"]
#     "aws:odb/autonomousDatabase:AutonomousDatabase": ["adminPassword", "adminPasswordWo"]
#     "aws:opensearch/domain:Domain": ["advancedOptions", "advancedSecurityOptions.masterUserOptions.masterUserPassword"]
#     "aws:pinpoint/admChannel:AdmChannel": ["clientSecret"]
#     "aws:pinpoint/apnsChannel:ApnsChannel": ["privateKey", "tokenKey"]
#     "aws:pinpoint/apnsSandboxChannel:ApnsSandboxChannel": ["privateKey", "tokenKey"]
#     "aws:pinpoint/apnsVoipChannel:ApnsVoipChannel": ["privateKey", "tokenKey"]
#     "aws:pinpoint/apnsVoipSandboxChannel:ApnsVoipSandboxChannel": ["privateKey", "tokenKey"]
#     "aws:pinpoint/baiduChannel:BaiduChannel": ["apiKey", "secretKey"]
#     "aws:pinpoint/gcmChannel:GcmChannel": ["apiKey", "serviceJson"]
#     "aws:quicksight/dataSource:DataSource": ["credentials.credentialPair.password"]
#     "aws:rds/cluster:Cluster": ["masterPassword", "masterPasswordWo"]
#     "aws:rds/instance:Instance": ["password", "passwordWo"]
#     "aws:rds/optionGroup:OptionGroup": ["options[].optionSettings[].value"]
#     "aws:redshift/cluster:Cluster": ["masterPassword", "masterPasswordWo"]
#     "aws:redshift/hsmConfiguration:HsmConfiguration": ["hsmPartitionPassword"]
#     "aws:redshiftserverless/namespace:Namespace": ["adminUserPassword", "adminUserPasswordWo"]
#     "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ["token"]
#     "aws:s3/objectCopy:ObjectCopy": ["customerKey", "sourceCustomerKey"]
#     "aws:s3tables/table:Table": ["metadata.iceberg.properties"]
#     "aws:sagemaker/algorithm:Algorithm": ["inferenceSpecification.containers[].environment", "validationSpecification.validationProfiles.transformJobDefinition.environment"]
#     "aws:sagemaker/appImageConfig:AppImageConfig": ["codeEditorAppImageConfig.containerConfig.containerEnvironmentVariables", "jupyterLabImageConfig.containerConfig.containerEnvironmentVariables"]
#     "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": ["dataQualityAppSpecification.environment"]
#     "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": ["trainingJobDefinition.environment", "trainingJobDefinitions[].environment"]
#     "aws:sagemaker/model:Model": ["containers[].environment", "primaryContainer.environment"]
#     "aws:sagemaker/monitoringSchedule:MonitoringSchedule": ["monitoringScheduleConfig.monitoringJobDefinition.environment"]
#     "aws:sagemaker/trainingJob:TrainingJob": ["environment"]
#     "aws:sagemaker/workforce:Workforce": ["oidcConfig.clientSecret"]
#     "aws:secretsmanager/secretVersion:SecretVersion": ["secretBinary", "secretString", "secretStringWo"]
#     "aws:sesv2/emailIdentity:EmailIdentity": ["dkimSigningAttributes.domainSigningPrivateKey"]
#     "aws:sns/platformApplication:PlatformApplication": ["platformCredential"]
#     "aws:ssm/parameter:Parameter": ["insecureValue", "value", "valueWo"]
#     "aws:storagegateway/fileSystemAssociation:FileSystemAssociation": ["password"]
#     "aws:storagegateway/gateway:Gateway": ["smbActiveDirectorySettings.password", "smbGuestPassword"]
#     "aws:synthetics/canary:Canary": ["runConfig.environmentVariables"]
#     "aws:timestreaminfluxdb/dbCluster:DbCluster": ["password"]
#     "aws:timestreaminfluxdb/dbInstance:DbInstance": ["password"]
#     "aws:transfer/certificate:Certificate": ["privateKey"]
#     "aws:transfer/hostKey:HostKey": ["hostKeyBody", "hostKeyBodyWo"]
#     "aws:transfer/server:Server": ["hostKey"]
#     "aws:verifiedaccess/trustProvider:TrustProvider": ["nativeApplicationOidcOptions.clientSecret", "oidcOptions.clientSecret"]
#     "aws:workmail/user:User": ["password"]
#     "aws:workspaces/connectionAlias:ConnectionAlias": ["connectionString"]
package lib.secrets_aws

import rego.v1

# METADATA
# description: The kind of each property, by type and path.
# scope: document
paths := {
	"aws:acm/certificate:Certificate": {"privateKey": "secret", "privateKeyWo": "secret"},
	"aws:amplify/app:App": {"accessToken": "secret", "autoBranchCreationConfig.basicAuthCredentials": "secret", "autoBranchCreationConfig.environmentVariables": "map", "basicAuthCredentials": "secret", "environmentVariables": "map", "oauthToken": "secret"},
	"aws:amplify/branch:Branch": {"basicAuthCredentials": "secret", "environmentVariables": "map"},
	"aws:apigateway/apiKey:ApiKey": {"value": "secret"},
	"aws:apigateway/deployment:Deployment": {"variables": "map"},
	"aws:apigateway/domainName:DomainName": {"certificatePrivateKey": "secret"},
	"aws:apigateway/stage:Stage": {"variables": "map"},
	"aws:apigatewayv2/stage:Stage": {"stageVariables": "map"},
	"aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": {"content": "secret"},
	"aws:appfabric/appAuthorization:AppAuthorization": {"credential.apiKeyCredentials[].apiKey": "secret", "credential.oauth2Credential.clientSecret": "secret"},
	"aws:appflow/connectorProfile:ConnectorProfile": {"connectorProfileConfig.connectorProfileCredentials.amplitude.apiKey": "secret", "connectorProfileConfig.connectorProfileCredentials.amplitude.secretKey": "secret", "connectorProfileConfig.connectorProfileCredentials.customConnector.apiKey.apiKey": "secret", "connectorProfileConfig.connectorProfileCredentials.customConnector.apiKey.apiSecretKey": "secret", "connectorProfileConfig.connectorProfileCredentials.customConnector.basic.password": "secret", "connectorProfileConfig.connectorProfileCredentials.customConnector.oauth2.accessToken": "secret", "connectorProfileConfig.connectorProfileCredentials.customConnector.oauth2.clientSecret": "secret", "connectorProfileConfig.connectorProfileCredentials.customConnector.oauth2.refreshToken": "secret", "connectorProfileConfig.connectorProfileCredentials.datadog.apiKey": "secret", "connectorProfileConfig.connectorProfileCredentials.dynatrace.apiToken": "secret", "connectorProfileConfig.connectorProfileCredentials.googleAnalytics.accessToken": "secret", "connectorProfileConfig.connectorProfileCredentials.googleAnalytics.clientSecret": "secret", "connectorProfileConfig.connectorProfileCredentials.googleAnalytics.refreshToken": "secret", "connectorProfileConfig.connectorProfileCredentials.honeycode.accessToken": "secret", "connectorProfileConfig.connectorProfileCredentials.honeycode.refreshToken": "secret", "connectorProfileConfig.connectorProfileCredentials.inforNexus.secretAccessKey": "secret", "connectorProfileConfig.connectorProfileCredentials.marketo.accessToken": "secret", "connectorProfileConfig.connectorProfileCredentials.marketo.clientSecret": "secret", "connectorProfileConfig.connectorProfileCredentials.redshift.password": "secret", "connectorProfileConfig.connectorProfileCredentials.salesforce.accessToken": "secret", "connectorProfileConfig.connectorProfileCredentials.salesforce.jwtToken": "secret", "connectorProfileConfig.connectorProfileCredentials.salesforce.refreshToken": "secret", "connectorProfileConfig.connectorProfileCredentials.sapoData.basicAuthCredentials.password": "secret", "connectorProfileConfig.connectorProfileCredentials.sapoData.oauthCredentials.accessToken": "secret", "connectorProfileConfig.connectorProfileCredentials.sapoData.oauthCredentials.clientSecret": "secret", "connectorProfileConfig.connectorProfileCredentials.sapoData.oauthCredentials.refreshToken": "secret", "connectorProfileConfig.connectorProfileCredentials.serviceNow.password": "secret", "connectorProfileConfig.connectorProfileCredentials.singular.apiKey": "secret", "connectorProfileConfig.connectorProfileCredentials.slack.accessToken": "secret", "connectorProfileConfig.connectorProfileCredentials.slack.clientSecret": "secret", "connectorProfileConfig.connectorProfileCredentials.snowflake.password": "secret", "connectorProfileConfig.connectorProfileCredentials.trendmicro.apiSecretKey": "secret", "connectorProfileConfig.connectorProfileCredentials.veeva.password": "secret", "connectorProfileConfig.connectorProfileCredentials.zendesk.accessToken": "secret", "connectorProfileConfig.connectorProfileCredentials.zendesk.clientSecret": "secret", "connectorProfileConfig.connectorProfileProperties.customConnector.oauth2Properties.tokenUrlCustomProperties": "map", "connectorProfileConfig.connectorProfileProperties.customConnector.profileProperties": "map"},
	"aws:appflow/flow:Flow": {"destinationFlowConfigs[].destinationConnectorProperties.customConnector.customProperties": "map", "sourceFlowConfig.sourceConnectorProperties.customConnector.customProperties": "map", "tasks[].taskProperties": "map"},
	"aws:appmesh/virtualGateway:VirtualGateway": {"spec.backendDefaults.clientPolicy.tls.certificate.file.privateKey": "secret", "spec.listeners[].tls.certificate.file.privateKey": "secret"},
	"aws:appmesh/virtualNode:VirtualNode": {"spec.backendDefaults.clientPolicy.tls.certificate.file.privateKey": "secret", "spec.backends[].virtualService.clientPolicy.tls.certificate.file.privateKey": "secret", "spec.listeners[].tls.certificate.file.privateKey": "secret"},
	"aws:apprunner/service:Service": {"sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.buildCommand": "script", "sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.runtimeEnvironmentVariables": "map", "sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.startCommand": "script", "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables": "map", "sourceConfiguration.imageRepository.imageConfiguration.startCommand": "script"},
	"aws:appstream/directoryConfig:DirectoryConfig": {"serviceAccountCredentials.accountPassword": "secret"},
	"aws:athena/database:Database": {"properties": "map"},
	"aws:backup/globalSettings:GlobalSettings": {"globalSettings": "map"},
	"aws:backup/plan:Plan": {"advancedBackupSettings[].backupOptions": "map"},
	"aws:batch/jobDefinition:JobDefinition": {"eksProperties.podProperties.containers[].args": "script", "eksProperties.podProperties.containers[].commands": "script", "eksProperties.podProperties.initContainers[].args": "script", "eksProperties.podProperties.initContainers[].commands": "script"},
	"aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase": {"storageConfiguration.pineconeConfiguration.connectionString": "connection"},
	"aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": {"environmentVariables": "map"},
	"aws:bedrock/agentcoreApiKeyCredentialProvider:AgentcoreApiKeyCredentialProvider": {"apiKey": "secret", "apiKeyWo": "secret"},
	"aws:bedrock/agentcoreHarness:AgentcoreHarness": {"environmentVariables": "map"},
	"aws:bedrock/agentcoreOauth2CredentialProvider:AgentcoreOauth2CredentialProvider": {"oauth2ProviderConfig.atlassianOauth2ProviderConfig.clientSecret": "secret", "oauth2ProviderConfig.atlassianOauth2ProviderConfig.clientSecretWo": "secret", "oauth2ProviderConfig.customOauth2ProviderConfig.clientSecret": "secret", "oauth2ProviderConfig.customOauth2ProviderConfig.clientSecretWo": "secret", "oauth2ProviderConfig.githubOauth2ProviderConfig.clientSecret": "secret", "oauth2ProviderConfig.githubOauth2ProviderConfig.clientSecretWo": "secret", "oauth2ProviderConfig.googleOauth2ProviderConfig.clientSecret": "secret", "oauth2ProviderConfig.googleOauth2ProviderConfig.clientSecretWo": "secret", "oauth2ProviderConfig.includedOauth2ProviderConfig.clientSecret": "secret", "oauth2ProviderConfig.includedOauth2ProviderConfig.clientSecretWo": "secret", "oauth2ProviderConfig.linkedinOauth2ProviderConfig.clientSecret": "secret", "oauth2ProviderConfig.linkedinOauth2ProviderConfig.clientSecretWo": "secret", "oauth2ProviderConfig.microsoftOauth2ProviderConfig.clientSecret": "secret", "oauth2ProviderConfig.microsoftOauth2ProviderConfig.clientSecretWo": "secret", "oauth2ProviderConfig.salesforceOauth2ProviderConfig.clientSecret": "secret", "oauth2ProviderConfig.salesforceOauth2ProviderConfig.clientSecretWo": "secret", "oauth2ProviderConfig.slackOauth2ProviderConfig.clientSecret": "secret", "oauth2ProviderConfig.slackOauth2ProviderConfig.clientSecretWo": "secret"},
	"aws:chime/voiceConnectorTerminationCredentials:VoiceConnectorTerminationCredentials": {"credentials[].password": "secret"},
	"aws:cloudwatch/eventConnection:EventConnection": {"authParameters.basic.password": "secret", "authParameters.oauth.clientParameters.clientSecret": "secret"},
	"aws:codebuild/sourceCredential:SourceCredential": {"token": "secret"},
	"aws:codecommit/trigger:Trigger": {"triggers[].customData": "script"},
	"aws:codepipeline/pipeline:Pipeline": {"stages[].actions[].commands": "script", "stages[].beforeEntry.condition.rules[].commands": "script", "stages[].onFailure.condition.rules[].commands": "script", "stages[].onSuccess.condition.rules[].commands": "script"},
	"aws:codepipeline/webhook:Webhook": {"authenticationConfiguration.secretToken": "secret"},
	"aws:cognito/managedUserPoolClient:ManagedUserPoolClient": {"tokenValidityUnits.accessToken": "secret", "tokenValidityUnits.refreshToken": "secret"},
	"aws:cognito/user:User": {"password": "secret", "temporaryPassword": "secret"},
	"aws:cognito/userPoolClient:UserPoolClient": {"tokenValidityUnits.accessToken": "secret", "tokenValidityUnits.refreshToken": "secret"},
	"aws:connect/user:User": {"password": "secret"},
	"aws:datasync/locationFsxOntapFileSystem:LocationFsxOntapFileSystem": {"protocol.smb.password": "secret"},
	"aws:datasync/locationFsxWindows:LocationFsxWindows": {"password": "secret"},
	"aws:datasync/locationObjectStorage:LocationObjectStorage": {"accessKey": "secret", "secretKey": "secret"},
	"aws:datasync/locationSmb:LocationSmb": {"password": "secret"},
	"aws:directconnect/bgpPeer:BgpPeer": {"bgpAuthKey": "secret"},
	"aws:directconnect/hostedPrivateVirtualInterface:HostedPrivateVirtualInterface": {"bgpAuthKey": "secret"},
	"aws:directconnect/hostedPublicVirtualInterface:HostedPublicVirtualInterface": {"bgpAuthKey": "secret"},
	"aws:directconnect/hostedTransitVirtualInterface:HostedTransitVirtualInterface": {"bgpAuthKey": "secret"},
	"aws:directconnect/privateVirtualInterface:PrivateVirtualInterface": {"bgpAuthKey": "secret"},
	"aws:directconnect/publicVirtualInterface:PublicVirtualInterface": {"bgpAuthKey": "secret"},
	"aws:directconnect/transitVirtualInterface:TransitVirtualInterface": {"bgpAuthKey": "secret"},
	"aws:directoryservice/directory:Directory": {"password": "secret"},
	"aws:directoryservice/radiusSettings:RadiusSettings": {"sharedSecret": "secret"},
	"aws:directoryservice/trust:Trust": {"trustPassword": "secret"},
	"aws:dms/certificate:Certificate": {"certificateWallet": "secret"},
	"aws:dms/endpoint:Endpoint": {"kafkaSettings.saslPassword": "secret", "kafkaSettings.sslClientKeyPassword": "secret", "oracleSettings.asmPassword": "secret", "password": "secret", "redisSettings.authPassword": "secret"},
	"aws:docdb/cluster:Cluster": {"masterPassword": "secret", "masterPasswordWo": "secret"},
	"aws:docdb/elasticCluster:ElasticCluster": {"adminUserPassword": "secret"},
	"aws:ec2/instance:Instance": {"userData": "script", "userDataBase64": "script"},
	"aws:ec2/launchConfiguration:LaunchConfiguration": {"userData": "script", "userDataBase64": "script"},
	"aws:ec2/launchTemplate:LaunchTemplate": {"userData": "script"},
	"aws:ec2/spotFleetRequest:SpotFleetRequest": {"launchSpecifications[].userData": "script"},
	"aws:ec2/spotInstanceRequest:SpotInstanceRequest": {"userData": "script", "userDataBase64": "script"},
	"aws:ec2/vpnConnection:VpnConnection": {"tunnel1PresharedKey": "secret", "tunnel2PresharedKey": "secret"},
	"aws:ecs/cluster:Cluster": {"settings[].value": "name"},
	"aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": {"containerDefinitions[].commands": "script", "containerDefinitions[].firelensConfiguration.options": "map", "containerDefinitions[].healthCheck.commands": "script", "containerDefinitions[].logConfiguration.options": "map"},
	"aws:ecs/expressGatewayService:ExpressGatewayService": {"primaryContainer.commands": "script"},
	"aws:ecs/service:Service": {"serviceConnectConfiguration.logConfiguration.options": "map"},
	"aws:ecs/taskDefinition:TaskDefinition": {"proxyConfiguration.properties": "map"},
	"aws:elasticache/replicationGroup:ReplicationGroup": {"authToken": "secret", "authTokenWo": "secret"},
	"aws:elasticache/user:User": {"authenticationMode.passwords": "secret", "passwords": "secret", "passwordsWo": "secret"},
	"aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate": {"settings[].value": "name"},
	"aws:elasticbeanstalk/environment:Environment": {"settings[].value": "name"},
	"aws:elasticsearch/domain:Domain": {"advancedOptions": "map", "advancedSecurityOptions.masterUserOptions.masterUserPassword": "secret"},
	"aws:elastictranscoder/preset:Preset": {"videoCodecOptions": "map"},
	"aws:emr/cluster:Cluster": {"bootstrapActions[].args": "script", "coreInstanceFleet.instanceTypeConfigs[].configurations[].properties": "map", "kerberosAttributes.adDomainJoinPassword": "secret", "kerberosAttributes.crossRealmTrustPrincipalPassword": "secret", "kerberosAttributes.kdcAdminPassword": "secret", "masterInstanceFleet.instanceTypeConfigs[].configurations[].properties": "map", "steps[].hadoopJarStep.args": "script", "steps[].hadoopJarStep.properties": "map"},
	"aws:emr/instanceFleet:InstanceFleet": {"instanceTypeConfigs[].configurations[].properties": "map"},
	"aws:emrcontainers/jobTemplate:JobTemplate": {"jobTemplateData.configurationOverrides.applicationConfigurations[].configurations[].properties": "map", "jobTemplateData.configurationOverrides.applicationConfigurations[].properties": "map", "jobTemplateData.jobDriver.sparkSqlJobDriver.entryPoint": "script", "jobTemplateData.jobDriver.sparkSubmitJobDriver.entryPoint": "script"},
	"aws:emrserverless/application:Application": {"runtimeConfigurations[].properties": "map"},
	"aws:fsx/ontapFileSystem:OntapFileSystem": {"fsxAdminPassword": "secret"},
	"aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine": {"activeDirectoryConfiguration.selfManagedActiveDirectoryConfiguration.password": "secret", "svmAdminPassword": "secret"},
	"aws:fsx/windowsFileSystem:WindowsFileSystem": {"selfManagedActiveDirectory.password": "secret", "selfManagedActiveDirectory.passwordWo": "secret"},
	"aws:glue/catalog:Catalog": {"catalogProperties.customProperties": "map"},
	"aws:glue/catalogTable:CatalogTable": {"openTableFormatInput.icebergInput.icebergTableInput.properties": "map"},
	"aws:glue/connection:Connection": {"athenaProperties": "map", "authenticationConfiguration.basicAuthenticationCredentials.password": "secret", "authenticationConfiguration.customAuthenticationCredentials": "map", "authenticationConfiguration.oauth2Properties.oauth2Credentials.accessToken": "secret", "authenticationConfiguration.oauth2Properties.oauth2Credentials.jwtToken": "secret", "authenticationConfiguration.oauth2Properties.oauth2Credentials.refreshToken": "secret", "authenticationConfiguration.oauth2Properties.oauth2Credentials.userManagedClientApplicationClientSecret": "secret", "connectionProperties": "map"},
	"aws:glue/job:Job": {"sourceControlDetails.authToken": "secret"},
	"aws:glue/workflow:Workflow": {"defaultRunProperties": "map"},
	"aws:grafana/licenseAssociation:LicenseAssociation": {"grafanaToken": "secret"},
	"aws:iam/serverCertificate:ServerCertificate": {"privateKey": "secret"},
	"aws:imagebuilder/imageRecipe:ImageRecipe": {"userDataBase64": "script"},
	"aws:iot/topicRule:TopicRule": {"errorAction.kafka.clientProperties": "map", "kafkas[].clientProperties": "map"},
	"aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {"httpEndpointConfiguration.accessKey": "secret", "redshiftConfiguration.password": "secret", "snowflakeConfiguration.keyPassphrase": "secret", "snowflakeConfiguration.privateKey": "secret", "splunkConfiguration.hecToken": "secret"},
	"aws:kms/ciphertext:Ciphertext": {"plaintext": "secret", "plaintextWo": "secret"},
	"aws:kms/customKeyStore:CustomKeyStore": {"keyStorePassword": "secret", "xksProxyAuthenticationCredential.rawSecretAccessKey": "secret"},
	"aws:kms/externalKey:ExternalKey": {"keyMaterialBase64": "secret"},
	"aws:kms/replicaExternalKey:ReplicaExternalKey": {"keyMaterialBase64": "secret"},
	"aws:lambda/function:Function": {"imageConfig.commands": "script"},
	"aws:lambda/microvmsImage:MicrovmsImage": {"environmentVariables": "map"},
	"aws:lambdamicrovms/image:Image": {"environmentVariables": "map"},
	"aws:lb/listener:Listener": {"defaultActions[].authenticateOidc.clientSecret": "secret"},
	"aws:lb/listenerRule:ListenerRule": {"actions[].authenticateOidc.clientSecret": "secret"},
	"aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion": {"containers[].commands": "script", "containers[].environment": "map"},
	"aws:lightsail/database:Database": {"masterPassword": "secret"},
	"aws:lightsail/instance:Instance": {"userData": "script"},
	"aws:mailmanager/ingressPoint:IngressPoint": {"ingressPointConfiguration.smtpPasswordWo": "secret"},
	"aws:memorydb/user:User": {"authenticationMode.passwords": "secret"},
	"aws:mq/broker:Broker": {"ldapServerMetadata.serviceAccountPassword": "secret", "users[].password": "secret"},
	"aws:mwaa/environment:Environment": {"airflowConfigurationOptions": "map"},
	"aws:odb/autonomousDatabase:AutonomousDatabase": {"adminPassword": "secret", "adminPasswordWo": "secret"},
	"aws:opensearch/domain:Domain": {"advancedOptions": "map", "advancedSecurityOptions.masterUserOptions.masterUserPassword": "secret"},
	"aws:pinpoint/admChannel:AdmChannel": {"clientSecret": "secret"},
	"aws:pinpoint/apnsChannel:ApnsChannel": {"privateKey": "secret", "tokenKey": "secret"},
	"aws:pinpoint/apnsSandboxChannel:ApnsSandboxChannel": {"privateKey": "secret", "tokenKey": "secret"},
	"aws:pinpoint/apnsVoipChannel:ApnsVoipChannel": {"privateKey": "secret", "tokenKey": "secret"},
	"aws:pinpoint/apnsVoipSandboxChannel:ApnsVoipSandboxChannel": {"privateKey": "secret", "tokenKey": "secret"},
	"aws:pinpoint/baiduChannel:BaiduChannel": {"apiKey": "secret", "secretKey": "secret"},
	"aws:pinpoint/gcmChannel:GcmChannel": {"apiKey": "secret", "serviceJson": "secret"},
	"aws:pipes/pipe:Pipe": {"targetParameters.batchJobParameters.containerOverrides.commands": "script", "targetParameters.ecsTaskParameters.overrides.containerOverrides[].commands": "script"},
	"aws:quicksight/dataSource:DataSource": {"credentials.credentialPair.password": "secret"},
	"aws:rds/cluster:Cluster": {"masterPassword": "secret", "masterPasswordWo": "secret"},
	"aws:rds/instance:Instance": {"password": "secret", "passwordWo": "secret"},
	"aws:rds/optionGroup:OptionGroup": {"options[].optionSettings[].value": "name"},
	"aws:redshift/cluster:Cluster": {"masterPassword": "secret", "masterPasswordWo": "secret"},
	"aws:redshift/hsmConfiguration:HsmConfiguration": {"hsmPartitionPassword": "secret"},
	"aws:redshiftserverless/namespace:Namespace": {"adminUserPassword": "secret", "adminUserPasswordWo": "secret"},
	"aws:s3/bucketReplicationConfig:BucketReplicationConfig": {"token": "secret"},
	"aws:s3/objectCopy:ObjectCopy": {"customerKey": "secret", "sourceCustomerKey": "secret"},
	"aws:s3tables/table:Table": {"metadata.iceberg.properties": "map"},
	"aws:sagemaker/algorithm:Algorithm": {"inferenceSpecification.containers[].environment": "map", "validationSpecification.validationProfiles.transformJobDefinition.environment": "map"},
	"aws:sagemaker/appImageConfig:AppImageConfig": {"codeEditorAppImageConfig.containerConfig.containerEnvironmentVariables": "map", "jupyterLabImageConfig.containerConfig.containerEnvironmentVariables": "map"},
	"aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": {"dataQualityAppSpecification.environment": "map"},
	"aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": {"trainingJobDefinition.environment": "map", "trainingJobDefinitions[].environment": "map"},
	"aws:sagemaker/model:Model": {"containers[].environment": "map", "primaryContainer.environment": "map"},
	"aws:sagemaker/monitoringSchedule:MonitoringSchedule": {"monitoringScheduleConfig.monitoringJobDefinition.environment": "map"},
	"aws:sagemaker/trainingJob:TrainingJob": {"environment": "map"},
	"aws:sagemaker/workforce:Workforce": {"oidcConfig.clientSecret": "secret"},
	"aws:secretsmanager/secretVersion:SecretVersion": {"secretBinary": "secret", "secretString": "secret", "secretStringWo": "secret"},
	"aws:sesv2/emailIdentity:EmailIdentity": {"dkimSigningAttributes.domainSigningPrivateKey": "secret"},
	"aws:sns/platformApplication:PlatformApplication": {"platformCredential": "secret"},
	"aws:ssm/parameter:Parameter": {"insecureValue": "secret", "value": "secret", "valueWo": "secret"},
	"aws:storagegateway/fileSystemAssociation:FileSystemAssociation": {"password": "secret"},
	"aws:storagegateway/gateway:Gateway": {"smbActiveDirectorySettings.password": "secret", "smbGuestPassword": "secret"},
	"aws:synthetics/canary:Canary": {"runConfig.environmentVariables": "map"},
	"aws:timestreaminfluxdb/dbCluster:DbCluster": {"password": "secret"},
	"aws:timestreaminfluxdb/dbInstance:DbInstance": {"password": "secret"},
	"aws:transfer/certificate:Certificate": {"privateKey": "secret"},
	"aws:transfer/hostKey:HostKey": {"hostKeyBody": "secret", "hostKeyBodyWo": "secret"},
	"aws:transfer/server:Server": {"hostKey": "secret"},
	"aws:verifiedaccess/trustProvider:TrustProvider": {"nativeApplicationOidcOptions.clientSecret": "secret", "oidcOptions.clientSecret": "secret"},
	"aws:workmail/user:User": {"password": "secret"},
	"aws:workspaces/connectionAlias:ConnectionAlias": {"connectionString": "connection"},
}
