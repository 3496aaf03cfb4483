# METADATA
# title: Secret properties of Azure
# description: >-
#   Which properties may hold a secret and of what kind, by type. Written by `make docs` from the provider's SDK; change
#   sdk/docs/writers/secret_properties.py instead.
# scope: package
# custom:
#   reads:
#     "azure-native:aad:DomainService": ["domainSecuritySettings.syncKerberosPasswords", "domainSecuritySettings.syncNtlmPasswords", "domainSecuritySettings.syncOnPremPasswords", "ldapsSettings.pfxCertificatePassword", "resourceForestSettings.settings[].trustPassword"]
#     "azure-native:aad:OuContainer": ["password"]
#     "azure-native:agfoodplatform:Extension": ["additionalApiProperties"]
#     "azure-native:agricultureplatform:AgriService": ["properties.dataConnectorCredentials[].value"]
#     "azure-native:alertsmanagement:PrometheusRuleGroup": ["rules[].actions[].actionProperties"]
#     "azure-native:apimanagement:ApiManagementService": ["certificates[].certificatePassword", "customProperties", "hostnameConfigurations[].certificatePassword"]
#     "azure-native:apimanagement:AuthorizationProvider": ["oauth2.grantTypes.clientCredentials"]
#     "azure-native:apimanagement:AuthorizationServer": ["clientSecret", "resourceOwnerPassword"]
#     "azure-native:apimanagement:Backend": ["proxy.password"]
#     "azure-native:apimanagement:Cache": ["connectionString"]
#     "azure-native:apimanagement:Certificate": ["password"]
#     "azure-native:apimanagement:IdentityProvider": ["clientSecret"]
#     "azure-native:apimanagement:Logger": ["credentials"]
#     "azure-native:apimanagement:NamedValue": ["value"]
#     "azure-native:apimanagement:OpenIdConnectProvider": ["clientSecret"]
#     "azure-native:apimanagement:Subscription": ["primaryKey", "secondaryKey"]
#     "azure-native:apimanagement:User": ["password"]
#     "azure-native:apimanagement:WorkspaceBackend": ["proxy.password"]
#     "azure-native:apimanagement:WorkspaceCertificate": ["password"]
#     "azure-native:apimanagement:WorkspaceLogger": ["credentials"]
#     "azure-native:apimanagement:WorkspaceSubscription": ["primaryKey", "secondaryKey"]
#     "azure-native:app:Agent": ["properties.logConfiguration.applicationInsightsConfiguration.connectionString"]
#     "azure-native:app:Build": ["configuration.environmentVariables[].value"]
#     "azure-native:app:Certificate": ["properties.password"]
#     "azure-native:app:ConnectedEnvironment": ["customDomainConfiguration.certificatePassword", "daprAIConnectionString"]
#     "azure-native:app:ConnectedEnvironmentsCertificate": ["properties.password"]
#     "azure-native:app:ConnectedEnvironmentsDaprComponent": ["secrets[].value"]
#     "azure-native:app:ConnectedEnvironmentsStorage": ["properties.azureFile.accountKey", "properties.smb.password"]
#     "azure-native:app:ContainerApp": ["configuration.secrets[].value", "template.containers[].args", "template.containers[].command", "template.containers[].env[].value", "template.initContainers[].args", "template.initContainers[].command", "template.initContainers[].env[].value"]
#     "azure-native:app:ContainerAppsSessionPool": ["customContainerTemplate.containers[].args", "customContainerTemplate.containers[].command", "customContainerTemplate.containers[].env[].value", "secrets[].value"]
#     "azure-native:app:ContainerAppsSourceControl": ["githubActionConfiguration.azureCredentials.clientSecret", "githubActionConfiguration.buildEnvironmentVariables[].value", "githubActionConfiguration.githubPersonalAccessToken", "githubActionConfiguration.registryInfo.registryPassword"]
#     "azure-native:app:DaprComponent": ["secrets[].value"]
#     "azure-native:app:Job": ["configuration.secrets[].value", "template.containers[].args", "template.containers[].command", "template.containers[].env[].value", "template.initContainers[].args", "template.initContainers[].command", "template.initContainers[].env[].value"]
#     "azure-native:app:ManagedEnvironment": ["appInsightsConfiguration.connectionString", "appLogsConfiguration.logAnalyticsConfiguration.sharedKey", "customDomainConfiguration.certificatePassword", "daprAIConnectionString"]
#     "azure-native:app:ManagedEnvironmentsStorage": ["properties.azureFile.accountKey"]
#     "azure-native:appplatform:ApiPortal": ["properties.ssoProperties.clientSecret"]
#     "azure-native:appplatform:Apm": ["properties.properties", "properties.secrets"]
#     "azure-native:appplatform:App": ["properties.secrets[].value"]
#     "azure-native:appplatform:BuildServiceBuild": ["properties.env"]
#     "azure-native:appplatform:BuildpackBinding": ["properties.launchProperties.properties", "properties.launchProperties.secrets"]
#     "azure-native:appplatform:ConfigServer": ["properties.configServer.gitProperty.password", "properties.configServer.gitProperty.privateKey", "properties.configServer.gitProperty.repositories[].password", "properties.configServer.gitProperty.repositories[].privateKey"]
#     "azure-native:appplatform:ConfigurationService": ["properties.settings.gitProperty.repositories[].password", "properties.settings.gitProperty.repositories[].privateKey"]
#     "azure-native:appplatform:ContainerRegistry": ["properties.credentials.password"]
#     "azure-native:appplatform:CustomizedAccelerator": ["properties.gitRepository.authSetting.password", "properties.gitRepository.authSetting.privateKey"]
#     "azure-native:appplatform:Deployment": ["properties.deploymentSettings.environmentVariables", "properties.deploymentSettings.livenessProbe.probeAction.command", "properties.deploymentSettings.readinessProbe.probeAction.command", "properties.deploymentSettings.startupProbe.probeAction.command", "properties.source.customContainer.args", "properties.source.customContainer.command", "properties.source.customContainer.imageRegistryCredential.password"]
#     "azure-native:appplatform:DevToolPortal": ["properties.ssoProperties.clientSecret"]
#     "azure-native:appplatform:Gateway": ["properties.environmentVariables.properties", "properties.environmentVariables.secrets", "properties.ssoProperties.clientSecret"]
#     "azure-native:appplatform:Job": ["properties.source.customContainer.args", "properties.source.customContainer.command", "properties.source.customContainer.imageRegistryCredential.password", "properties.template.args", "properties.template.environmentVariables[].value"]
#     "azure-native:appplatform:Storage": ["properties.accountKey"]
#     "azure-native:automation:Credential": ["password"]
#     "azure-native:automation:SourceControl": ["securityToken.accessToken", "securityToken.refreshToken"]
#     "azure-native:avs:Addon": ["properties.licenseKey"]
#     "azure-native:avs:GlobalReachConnection": ["authorizationKey"]
#     "azure-native:avs:License": ["properties.licenseKey"]
#     "azure-native:avs:PrivateCloud": ["identitySources[].password", "nsxtPassword", "vcenterPassword"]
#     "azure-native:avs:ScriptExecution": ["hiddenParameters[].password", "hiddenParameters[].secureValue", "parameters[].password", "parameters[].secureValue"]
#     "azure-native:azurearcdata:ActiveDirectoryConnector": ["properties.domainServiceAccountLoginInformation.password"]
#     "azure-native:azurearcdata:DataController": ["properties.basicLoginInformation.password", "properties.logAnalyticsWorkspaceConfig.primaryKey", "properties.logsDashboardCredential.password", "properties.metricsDashboardCredential.password", "properties.uploadServicePrincipal.clientSecret"]
#     "azure-native:azurearcdata:PostgresInstance": ["properties.basicLoginInformation.password"]
#     "azure-native:azurearcdata:SqlManagedInstance": ["properties.basicLoginInformation.password", "properties.k8sRaw.spec.security.adminLoginSecret", "properties.k8sRaw.spec.security.serviceCertificateSecret", "properties.k8sRaw.spec.security.transparentDataEncryption.protectorSecret"]
#     "azure-native:azuredatatransfer:Flow": ["properties.passphrase"]
#     "azure-native:azurefleet:Fleet": ["additionalLocationsProfile.locationProfiles[].virtualMachineProfileOverride.osProfile.adminPassword", "additionalLocationsProfile.locationProfiles[].virtualMachineProfileOverride.osProfile.customData", "additionalLocationsProfile.locationProfiles[].virtualMachineProfileOverride.userData", "computeProfile.baseVirtualMachineProfile.osProfile.adminPassword", "computeProfile.baseVirtualMachineProfile.osProfile.customData", "computeProfile.baseVirtualMachineProfile.userData"]
#     "azure-native:azurestack:Registration": ["registrationToken"]
#     "azure-native:azurestackhci:DeploymentSetting": ["deploymentConfiguration.scaleUnits[].sbePartnerInfo.partnerProperties[].value"]
#     "azure-native:azurestackhci:GuestAgent": ["credentials.password"]
#     "azure-native:azurestackhci:VirtualMachine": ["osProfile.adminPassword"]
#     "azure-native:azurestackhci:VirtualMachineInstance": ["osProfile.adminPassword"]
#     "azure-native:batch:Pool": ["deploymentConfiguration.virtualMachineConfiguration.containerConfiguration.containerRegistries[].password", "mountConfiguration[].azureBlobFileSystemConfiguration.accountKey", "mountConfiguration[].azureFileShareConfiguration.accountKey", "mountConfiguration[].cifsMountConfiguration.password", "startTask.containerSettings.registry.password", "startTask.environmentSettings[].value", "userAccounts[].linuxUserConfiguration.sshPrivateKey", "userAccounts[].password"]
#     "azure-native:botservice:Bot": ["properties.allSettings", "properties.developerAppInsightsApiKey"]
#     "azure-native:botservice:BotConnection": ["properties.clientSecret"]
#     "azure-native:botservice:Channel": ["properties.properties.accessToken", "properties.properties.apiConfigurations[].cognitiveServiceSubscriptionKey", "properties.properties.apiKey", "properties.properties.appSecret", "properties.properties.authToken", "properties.properties.clientSecret", "properties.properties.cognitiveServiceSubscriptionKey", "properties.properties.lineRegistrations[].channelAccessToken", "properties.properties.lineRegistrations[].channelSecret", "properties.properties.pages[].accessToken", "properties.properties.password", "properties.properties.phoneNumbers[].acsSecret", "properties.properties.phoneNumbers[].cognitiveServiceSubscriptionKey", "properties.properties.signingSecret"]
#     "azure-native:cdn:AFDCustomDomain": ["extendedProperties"]
#     "azure-native:cdn:Policy": ["extendedProperties"]
#     "azure-native:cloudhealth:Entity": ["properties.icon.customData"]
#     "azure-native:cognitiveservices:Account": ["properties.apiProperties.eventHubConnectionString", "properties.apiProperties.storageAccountConnectionString"]
#     "azure-native:cognitiveservices:AccountConnection": ["properties.credentials.clientSecret", "properties.credentials.developerToken", "properties.credentials.password", "properties.credentials.refreshToken", "properties.credentials.secretAccessKey", "properties.credentials.securityToken"]
#     "azure-native:cognitiveservices:ProjectConnection": ["properties.credentials.clientSecret", "properties.credentials.developerToken", "properties.credentials.password", "properties.credentials.refreshToken", "properties.credentials.secretAccessKey", "properties.credentials.securityToken"]
#     "azure-native:community:CommunityTraining": ["identityConfiguration.clientSecret"]
#     "azure-native:compute:GalleryApplication": ["customActions[].script"]
#     "azure-native:compute:GalleryApplicationVersion": ["publishingProfile.advancedSettings", "publishingProfile.customActions[].script"]
#     "azure-native:compute:VirtualMachine": ["osProfile.adminPassword", "osProfile.customData", "userData"]
#     "azure-native:compute:VirtualMachineExtension": ["settings.commandToExecute"]
#     "azure-native:compute:VirtualMachineRunCommandByVirtualMachine": ["runAsPassword", "source.script"]
#     "azure-native:compute:VirtualMachineScaleSet": ["virtualMachineProfile.osProfile.adminPassword", "virtualMachineProfile.osProfile.customData", "virtualMachineProfile.userData"]
#     "azure-native:compute:VirtualMachineScaleSetVM": ["osProfile.adminPassword", "osProfile.customData", "userData"]
#     "azure-native:compute:VirtualMachineScaleSetVMRunCommand": ["runAsPassword", "source.script"]
#     "azure-native:computebulkactions:BulkAction": ["properties.computeProfile.virtualMachineProfile.osProfile.adminPassword", "properties.computeProfile.virtualMachineProfile.osProfile.customData", "properties.computeProfile.virtualMachineProfile.userData"]
#     "azure-native:confluent:Connector": ["connectorServiceTypeInfo.cosmosMasterKey", "connectorServiceTypeInfo.storageAccountKey", "connectorServiceTypeInfo.synapseSqlPassword", "partnerConnectorInfo.apiKey", "partnerConnectorInfo.apiSecret"]
#     "azure-native:connectedvmwarevsphere:GuestAgent": ["credentials.password", "credentials.privateKey"]
#     "azure-native:connectedvmwarevsphere:VCenter": ["credentials.password"]
#     "azure-native:connectedvmwarevsphere:VMInstanceGuestAgent": ["credentials.password", "credentials.privateKey"]
#     "azure-native:connectedvmwarevsphere:VirtualMachine": ["osProfile.adminPassword"]
#     "azure-native:connectedvmwarevsphere:VirtualMachineInstance": ["osProfile.adminPassword", "osProfile.windowsConfiguration.domainUserPassword"]
#     "azure-native:containerinstance:CGProfile": ["containers[].command", "containers[].environmentVariables[].secureValue", "containers[].environmentVariables[].value", "containers[].livenessProbe.exec.command", "containers[].readinessProbe.exec.command", "imageRegistryCredentials[].password", "initContainers[].command", "initContainers[].environmentVariables[].secureValue", "initContainers[].environmentVariables[].value", "volumes[].azureFile.storageAccountKey"]
#     "azure-native:containerinstance:ContainerGroup": ["containers[].command", "containers[].environmentVariables[].secureValue", "containers[].environmentVariables[].value", "containers[].livenessProbe.exec.command", "containers[].readinessProbe.exec.command", "imageRegistryCredentials[].password", "initContainers[].command", "initContainers[].environmentVariables[].secureValue", "initContainers[].environmentVariables[].value", "volumes[].azureFile.storageAccountKey"]
#     "azure-native:containerinstance:ContainerGroupProfile": ["containers[].command", "containers[].environmentVariables[].secureValue", "containers[].environmentVariables[].value", "containers[].livenessProbe.exec.command", "containers[].readinessProbe.exec.command", "imageRegistryCredentials[].password", "initContainers[].command", "initContainers[].environmentVariables[].secureValue", "initContainers[].environmentVariables[].value", "volumes[].azureFile.storageAccountKey"]
#     "azure-native:containerinstance:NGroup": ["containerGroupProfiles[].containerGroupProperties.volumes[].azureFile.storageAccountKey"]
#     "azure-native:containerregistry:Task": ["step.contextAccessToken", "trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.refreshToken"]
#     "azure-native:containerservice:ManagedCluster": ["aadProfile.serverAppSecret", "servicePrincipalProfile.secret", "windowsProfile.adminPassword"]
#     "azure-native:cosmosdb:CassandraCluster": ["properties.initialCassandraAdminPassword"]
#     "azure-native:cosmosdb:CassandraDataCenter": ["properties.authenticationMethodLdapProperties.serviceUserPassword"]
#     "azure-native:cosmosdb:DatabaseAccountCassandraKeyspace": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountCassandraTable": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountGremlinDatabase": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountGremlinGraph": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountMongoDBCollection": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountMongoDBDatabase": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountSqlContainer": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountSqlDatabase": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountTable": ["options"]
#     "azure-native:cosmosdb:MongoCluster": ["administratorLoginPassword"]
#     "azure-native:cosmosdb:MongoDBResourceMongoUserDefinition": ["customData", "password"]
#     "azure-native:costmanagement:Export": ["deliveryInfo.destination.sasToken"]
#     "azure-native:customerinsights:Connector": ["connectorProperties"]
#     "azure-native:dashboard:Grafana": ["properties.apiKey", "properties.grafanaConfigurations.smtp.password"]
#     "azure-native:databox:Job": ["details.dataExportDetails[].accountDetails.sharePassword", "details.dataImportDetails[].accountDetails.sharePassword", "details.devicePassword"]
#     "azure-native:databoxedge:StorageAccountCredential": ["connectionString"]
#     "azure-native:datadog:Monitor": ["properties.datadogOrganizationProperties.apiKey"]
#     "azure-native:datafactory:ChangeDataCapture": ["sourceConnectionsInfo[].connection.commonDslConnectorProperties[].value", "sourceConnectionsInfo[].sourceEntities[].dslConnectorProperties[].value", "targetConnectionsInfo[].connection.commonDslConnectorProperties[].value", "targetConnectionsInfo[].targetEntities[].dslConnectorProperties[].value"]
#     "azure-native:datafactory:DataFlow": ["properties.script", "properties.sources[].script"]
#     "azure-native:datafactory:GlobalParameter": ["properties"]
#     "azure-native:datafactory:IntegrationRuntime": ["properties.computeProperties.dataFlowProperties.customProperties[].value"]
#     "azure-native:datafactory:LinkedService": ["properties.accountKey", "properties.connectionString", "properties.sasUri", "properties.sslPassword"]
#     "azure-native:datalakeanalytics:Account": ["storageAccounts[].accessKey"]
#     "azure-native:datamigration:DatabaseMigrationsMongoToCosmosDbRUMongo": ["sourceMongoConnection.connectionString", "sourceMongoConnection.password", "targetMongoConnection.connectionString", "targetMongoConnection.password"]
#     "azure-native:datamigration:DatabaseMigrationsMongoToCosmosDbvCoreMongo": ["sourceMongoConnection.connectionString", "sourceMongoConnection.password", "targetMongoConnection.connectionString", "targetMongoConnection.password"]
#     "azure-native:datamigration:DatabaseMigrationsSqlDb": ["properties.sourceSqlConnection.password", "properties.targetSqlConnection.password"]
#     "azure-native:datamigration:DatabaseMigrationsSqlMi": ["properties.backupConfiguration.sourceLocation.azureBlob.accountKey", "properties.backupConfiguration.sourceLocation.fileShare.password", "properties.backupConfiguration.targetLocation.accountKey", "properties.sourceSqlConnection.password"]
#     "azure-native:datamigration:DatabaseMigrationsSqlVm": ["properties.backupConfiguration.sourceLocation.azureBlob.accountKey", "properties.backupConfiguration.sourceLocation.fileShare.password", "properties.backupConfiguration.targetLocation.accountKey", "properties.sourceSqlConnection.password"]
#     "azure-native:datamigration:Project": ["sourceConnectionInfo.connectionString", "sourceConnectionInfo.password", "targetConnectionInfo.connectionString", "targetConnectionInfo.password"]
#     "azure-native:datamigration:ServiceTask": ["properties.input.backupBlobShare.sasUri", "properties.input.backupFileShare.password", "properties.input.connectionInfo.password", "properties.input.connectionString", "properties.input.optionalAgentSettings", "properties.input.password", "properties.input.selectedCertificates[].password", "properties.input.selectedDatabases[].backupFileShare.password", "properties.input.source.connectionString", "properties.input.source.password", "properties.input.sourceConnectionInfo.password", "properties.input.target.connectionString", "properties.input.target.password", "properties.input.targetConnectionInfo.password"]
#     "azure-native:datamigration:Task": ["properties.input.backupBlobShare.sasUri", "properties.input.backupFileShare.password", "properties.input.connectionInfo.password", "properties.input.connectionString", "properties.input.optionalAgentSettings", "properties.input.password", "properties.input.selectedCertificates[].password", "properties.input.selectedDatabases[].backupFileShare.password", "properties.input.source.connectionString", "properties.input.source.password", "properties.input.sourceConnectionInfo.password", "properties.input.target.connectionString", "properties.input.target.password", "properties.input.targetConnectionInfo.password"]
#     "azure-native:dbformariadb:Server": ["properties.administratorLoginPassword"]
#     "azure-native:dbformysql:SingleServer": ["properties.administratorLoginPassword"]
#     "azure-native:dbforpostgresql:Migration": ["secretParameters.adminCredentials.sourceServerPassword", "secretParameters.adminCredentials.targetServerPassword"]
#     "azure-native:dbforpostgresql:ServerGroupCluster": ["administratorLoginPassword"]
#     "azure-native:dbforpostgresql:ServerGroupRole": ["password"]
#     "azure-native:dbforpostgresql:SingleServer": ["properties.administratorLoginPassword"]
#     "azure-native:dbforpostgresql:SingleServerServerSecurityAlertPolicy": ["storageAccountAccessKey"]
#     "azure-native:devcenter:NetworkConnection": ["domainPassword"]
#     "azure-native:deviceprovisioningservices:IotDpsResource": ["properties.authorizationPolicies[].primaryKey", "properties.authorizationPolicies[].secondaryKey", "properties.iotHubs[].connectionString"]
#     "azure-native:deviceupdate:Instance": ["diagnosticStorageProperties.connectionString"]
#     "azure-native:devtestlab:ArtifactSource": ["securityToken"]
#     "azure-native:devtestlab:Formula": ["formulaContent.password"]
#     "azure-native:devtestlab:Lab": ["extendedProperties"]
#     "azure-native:devtestlab:VirtualMachine": ["password"]
#     "azure-native:digitaltwins:DigitalTwinsEndpoint": ["properties.connectionStringPrimaryKey", "properties.connectionStringSecondaryKey", "properties.deadLetterSecret", "properties.primaryConnectionString", "properties.secondaryConnectionString"]
#     "azure-native:discovery:Tool": ["properties.environmentVariables"]
#     "azure-native:engagementfabric:Channel": ["credentials"]
#     "azure-native:eventhub:SchemaRegistry": ["groupProperties"]
#     "azure-native:hdinsight:Application": ["properties.computeProfile.roles[].osProfile.linuxOperatingSystemProfile.password"]
#     "azure-native:hdinsight:Cluster": ["properties.computeProfile.roles[].osProfile.linuxOperatingSystemProfile.password", "properties.securityProfile.domainUserPassword"]
#     "azure-native:hdinsight:Extension": ["primaryKey"]
#     "azure-native:hdinsight:ExtensionAzureMonitorAgentStatus": ["primaryKey"]
#     "azure-native:hdinsight:ExtensionAzureMonitorStatus": ["primaryKey"]
#     "azure-native:hdinsight:ExtensionMonitoringStatus": ["primaryKey"]
#     "azure-native:horizondb:HorizonDbCluster": ["properties.administratorLoginPassword"]
#     "azure-native:hybridcloud:CloudConnection": ["sharedKey"]
#     "azure-native:hybridcompute:MachineRunCommand": ["runAsPassword", "source.script"]
#     "azure-native:hybridconnectivity:SolutionConfiguration": ["solutionSettings"]
#     "azure-native:hybridnetwork:VendorSkus": ["networkFunctionTemplate.networkFunctionRoleConfigurations[].osProfile.customData"]
#     "azure-native:iothub:IotHubResource": ["properties.authorizationPolicies[].primaryKey", "properties.authorizationPolicies[].secondaryKey", "properties.routing.endpoints.cosmosDBSqlContainers[].primaryKey", "properties.routing.endpoints.cosmosDBSqlContainers[].secondaryKey", "properties.routing.endpoints.eventHubs[].connectionString", "properties.routing.endpoints.serviceBusQueues[].connectionString", "properties.routing.endpoints.serviceBusTopics[].connectionString", "properties.routing.endpoints.storageContainers[].connectionString"]
#     "azure-native:iotoperations:AkriConnectorTemplate": ["properties.runtimeConfiguration.managedConfigurationSettings.secrets[].secretKey"]
#     "azure-native:keyvault:Secret": ["properties.value"]
#     "azure-native:kubernetesconfiguration:Extension": ["configurationProtectedSettings", "configurationSettings"]
#     "azure-native:kubernetesconfiguration:FluxConfiguration": ["azureBlob.accountKey", "azureBlob.sasToken", "azureBlob.servicePrincipal.clientCertificatePassword", "azureBlob.servicePrincipal.clientSecret", "bucket.accessKey", "configurationProtectedSettings"]
#     "azure-native:kubernetesconfiguration:SourceControlConfiguration": ["configurationProtectedSettings"]
#     "azure-native:kubernetesruntime:StorageClass": ["typeProperties.azureStorageAccountKey", "typeProperties.password"]
#     "azure-native:kusto:Script": ["scriptContent", "scriptUrlSasToken"]
#     "azure-native:labservices:Lab": ["virtualMachineProfile.adminUser.password", "virtualMachineProfile.nonAdminUser.password"]
#     "azure-native:logic:IntegrationAccountAgreement": ["content.edifact.receiveAgreement.protocolSettings.envelopeOverrides[].applicationPassword", "content.edifact.receiveAgreement.protocolSettings.envelopeSettings.groupApplicationPassword", "content.edifact.sendAgreement.protocolSettings.envelopeOverrides[].applicationPassword", "content.edifact.sendAgreement.protocolSettings.envelopeSettings.groupApplicationPassword"]
#     "azure-native:machinelearningservices:BatchDeployment": ["properties.deploymentConfiguration.settings", "properties.environmentVariables", "properties.properties", "properties.resources.properties"]
#     "azure-native:machinelearningservices:BatchEndpoint": ["properties.keys.primaryKey", "properties.keys.secondaryKey", "properties.properties"]
#     "azure-native:machinelearningservices:CapabilityHost": ["properties.properties"]
#     "azure-native:machinelearningservices:CodeContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:CodeVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:ComponentContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:ComponentVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:Compute": ["properties.properties.administratorAccount.password", "properties.properties.customServices[].environmentVariables", "properties.properties.databricksAccessToken", "properties.properties.relayConnectionString", "properties.properties.serviceBusConnectionString", "properties.properties.userAccountCredentials.adminUserPassword"]
#     "azure-native:machinelearningservices:DataContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:DataVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:Datastore": ["properties.credentials.secrets.clientSecret", "properties.credentials.secrets.sasToken", "properties.properties"]
#     "azure-native:machinelearningservices:EnvironmentContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:EnvironmentVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:FeaturesetContainerEntity": ["properties.properties"]
#     "azure-native:machinelearningservices:FeaturesetVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:FeaturestoreEntityContainerEntity": ["properties.properties"]
#     "azure-native:machinelearningservices:FeaturestoreEntityVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:Job": ["properties.args", "properties.command", "properties.environmentVariables", "properties.properties", "properties.resources.properties", "properties.trial.command", "properties.trial.environmentVariables", "properties.trial.resources.properties"]
#     "azure-native:machinelearningservices:MachineLearningDatastore": ["accountKey", "clientSecret", "password", "sasToken"]
#     "azure-native:machinelearningservices:ModelContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:ModelVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:OnlineDeployment": ["properties.environmentVariables", "properties.properties"]
#     "azure-native:machinelearningservices:OnlineEndpoint": ["properties.keys.primaryKey", "properties.keys.secondaryKey", "properties.properties"]
#     "azure-native:machinelearningservices:RegistryCodeContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryCodeVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryComponentContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryComponentVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryDataContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryDataVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryEnvironmentContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryEnvironmentVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryModelContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryModelVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:Schedule": ["properties.action.jobDefinition.args", "properties.action.jobDefinition.command", "properties.action.jobDefinition.environmentVariables", "properties.action.jobDefinition.properties", "properties.action.jobDefinition.resources.properties", "properties.action.jobDefinition.trial.command", "properties.action.jobDefinition.trial.environmentVariables", "properties.action.jobDefinition.trial.resources.properties", "properties.properties"]
#     "azure-native:machinelearningservices:WorkspaceConnection": ["properties.credentials.clientSecret", "properties.credentials.developerToken", "properties.credentials.password", "properties.credentials.refreshToken", "properties.credentials.secretAccessKey", "properties.credentials.securityToken"]
#     "azure-native:maintenance:MaintenanceConfiguration": ["extensionProperties"]
#     "azure-native:managednetworkfabric:NetworkFabric": ["terminalServerConfiguration.password"]
#     "azure-native:managednetworkfabric:NetworkFabricController": ["infrastructureExpressRouteConnections[].expressRouteAuthorizationKey", "workloadExpressRouteConnections[].expressRouteAuthorizationKey"]
#     "azure-native:migrate:WorkloadDeployment": ["properties.customProperties.iisAksWorkloadDeploymentProperties.authenticationProperties.domainAdminPassword", "properties.customProperties.iisAksWorkloadDeploymentProperties.authenticationProperties.gmsaUserPassword"]
#     "azure-native:mongocluster:MongoCluster": ["properties.administrator.password"]
#     "azure-native:monitor:ActivityLogAlert": ["actions.actionGroups[].webhookProperties"]
#     "azure-native:monitor:AutoscaleSetting": ["notifications[].webhooks[].properties"]
#     "azure-native:monitor:Entity": ["properties.icon.customData"]
#     "azure-native:monitor:MetricAlert": ["actions[].webHookProperties"]
#     "azure-native:monitor:ScheduledQueryRule": ["actions.actionProperties", "actions.customProperties"]
#     "azure-native:netapp:Account": ["activeDirectories[].password"]
#     "azure-native:network:ApplicationGateway": ["sslCertificates[].password"]
#     "azure-native:network:AzureFirewall": ["additionalProperties"]
#     "azure-native:network:ExpressRouteCircuit": ["authorizationKey", "authorizations[].authorizationKey", "peerings[].connections[].authorizationKey", "peerings[].sharedKey", "serviceKey"]
#     "azure-native:network:ExpressRouteCrossConnectionPeering": ["sharedKey"]
#     "azure-native:network:ExpressRouteGateway": ["expressRouteConnections[].authorizationKey"]
#     "azure-native:network:P2sVpnServerConfiguration": ["properties.radiusServerSecret"]
#     "azure-native:network:VirtualNetworkGatewayConnection": ["authorizationKey", "sharedKey", "virtualNetworkGateway1.vpnClientConfiguration.radiusServerSecret", "virtualNetworkGateway1.vpnClientConfiguration.radiusServers[].radiusServerSecret", "virtualNetworkGateway2.vpnClientConfiguration.radiusServerSecret", "virtualNetworkGateway2.vpnClientConfiguration.radiusServers[].radiusServerSecret"]
#     "azure-native:network:VpnGateway": ["connections[].sharedKey", "connections[].vpnLinkConnections[].sharedKey"]
#     "azure-native:network:VpnServerConfiguration": ["properties.radiusServerSecret", "properties.radiusServers[].radiusServerSecret"]
#     "azure-native:networkcloud:BareMetalMachine": ["bmcConnectionString", "bmcCredentials.password"]
#     "azure-native:networkcloud:Cluster": ["aggregatorOrSingleRackDefinition.bareMetalMachineConfigurationData[].bmcCredentials.password", "aggregatorOrSingleRackDefinition.storageApplianceConfigurationData[].adminCredentials.password", "clusterServicePrincipal.password", "computeRackDefinitions[].bareMetalMachineConfigurationData[].bmcCredentials.password", "computeRackDefinitions[].storageApplianceConfigurationData[].adminCredentials.password"]
#     "azure-native:networkcloud:KubernetesCluster": ["networkConfiguration.bgpServiceLoadBalancerConfiguration.bgpPeers[].password"]
#     "azure-native:networkcloud:KubernetesClusterFeature": ["options[].value"]
#     "azure-native:networkcloud:StorageAppliance": ["administratorCredentials.password"]
#     "azure-native:networkcloud:VirtualMachine": ["userData", "vmImageRepositoryCredentials.password"]
#     "azure-native:notificationhubs:Namespace": ["pnsCredentials.admCredential.clientSecret", "pnsCredentials.baiduCredential.baiduApiKey", "pnsCredentials.baiduCredential.baiduSecretKey", "pnsCredentials.browserCredential.vapidPrivateKey", "pnsCredentials.fcmV1Credential.privateKey", "pnsCredentials.gcmCredential.googleApiKey", "pnsCredentials.wnsCredential.secretKey", "pnsCredentials.xiaomiCredential.appSecret"]
#     "azure-native:notificationhubs:NamespaceAuthorizationRule": ["primaryKey", "secondaryKey"]
#     "azure-native:notificationhubs:NotificationHub": ["admCredential.clientSecret", "baiduCredential.baiduApiKey", "baiduCredential.baiduSecretKey", "browserCredential.vapidPrivateKey", "fcmV1Credential.privateKey", "gcmCredential.googleApiKey", "wnsCredential.secretKey", "xiaomiCredential.appSecret"]
#     "azure-native:notificationhubs:NotificationHubAuthorizationRule": ["primaryKey", "secondaryKey"]
#     "azure-native:portal:Dashboard": ["properties.lenses[].parts[].metadata.settings"]
#     "azure-native:programmableconnectivity:OperatorApiConnection": ["appSecret"]
#     "azure-native:providerhub:CustomRollout": ["properties.specification.resourceTypeRegistrations[].properties.resourceConcurrencyControlOptions"]
#     "azure-native:providerhub:DefaultRollout": ["properties.specification.resourceTypeRegistrations[].properties.resourceConcurrencyControlOptions"]
#     "azure-native:recommendationsservice:Account": ["properties.reportsConnectionString"]
#     "azure-native:recommendationsservice:Modeling": ["properties.inputData.connectionString"]
#     "azure-native:redhatopenshift:OpenShiftCluster": ["clusterProfile.pullSecret", "servicePrincipalProfile.clientSecret"]
#     "azure-native:redis:Redis": ["redisConfiguration.rdbStorageConnectionString", "tenantSettings"]
#     "azure-native:redisenterprise:Database": ["modules[].args"]
#     "azure-native:resources:AzureCliScript": ["arguments", "environmentVariables[].secureValue", "environmentVariables[].value", "scriptContent", "storageAccountSettings.storageAccountKey"]
#     "azure-native:resources:AzurePowerShellScript": ["arguments", "environmentVariables[].secureValue", "environmentVariables[].value", "scriptContent", "storageAccountSettings.storageAccountKey"]
#     "azure-native:scheduler:Job": ["properties.action.errorAction.queueMessage.sasToken", "properties.action.errorAction.request.authentication.password", "properties.action.errorAction.request.authentication.secret", "properties.action.errorAction.serviceBusQueueMessage.customMessageProperties", "properties.action.errorAction.serviceBusTopicMessage.customMessageProperties", "properties.action.queueMessage.sasToken", "properties.action.request.authentication.password", "properties.action.request.authentication.secret", "properties.action.serviceBusQueueMessage.customMessageProperties", "properties.action.serviceBusTopicMessage.customMessageProperties"]
#     "azure-native:scom:Instance": ["properties.domainUserCredentials.passwordSecret"]
#     "azure-native:scvmm:GuestAgent": ["credentials.password"]
#     "azure-native:scvmm:VMInstanceGuestAgent": ["credentials.password"]
#     "azure-native:scvmm:VirtualMachine": ["osProfile.adminPassword"]
#     "azure-native:scvmm:VirtualMachineInstance": ["osProfile.adminPassword"]
#     "azure-native:scvmm:VmmServer": ["credentials.password"]
#     "azure-native:security:Assessment": ["metadata.partnerData.secret", "partnersData.secret"]
#     "azure-native:security:AssessmentMetadataInSubscription": ["partnerData.secret"]
#     "azure-native:security:Automation": ["actions[].connectionString"]
#     "azure-native:security:SecurityConnector": ["environmentData.authentication.accessToken"]
#     "azure-native:securityinsights:RestApiPollerDataConnector": ["auth.apiKey", "auth.clientSecret", "auth.password"]
#     "azure-native:servicebus:DefaultRule": ["correlationFilter.properties"]
#     "azure-native:servicebus:Rule": ["correlationFilter.properties"]
#     "azure-native:servicefabric:ManagedCluster": ["adminPassword"]
#     "azure-native:servicefabric:NodeType": ["placementProperties"]
#     "azure-native:servicefabricmesh:Application": ["services[].codePackages[].commands", "services[].codePackages[].entrypoint", "services[].codePackages[].environmentVariables[].value", "services[].codePackages[].imageRegistryCredential.password", "services[].codePackages[].settings[].value"]
#     "azure-native:servicefabricmesh:Volume": ["azureFileParameters.accountKey"]
#     "azure-native:servicelinker:Connector": ["authInfo.secret", "configurationInfo.additionalConnectionStringProperties"]
#     "azure-native:servicelinker:ConnectorDryrun": ["parameters.authInfo.secret", "parameters.configurationInfo.additionalConnectionStringProperties"]
#     "azure-native:servicelinker:Linker": ["authInfo.secret", "configurationInfo.additionalConnectionStringProperties"]
#     "azure-native:servicelinker:LinkerDryrun": ["parameters.authInfo.secret", "parameters.configurationInfo.additionalConnectionStringProperties"]
#     "azure-native:signalrservice:SignalR": ["features[].properties"]
#     "azure-native:sql:DatabaseBlobAuditingPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:DatabaseSecurityAlertPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:DatabaseThreatDetectionPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:DatabaseVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:sql:ExtendedDatabaseBlobAuditingPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:ExtendedServerBlobAuditingPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:JobCredential": ["password"]
#     "azure-native:sql:ManagedDatabase": ["storageContainerSasToken"]
#     "azure-native:sql:ManagedDatabaseVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:sql:ManagedInstance": ["administratorLoginPassword"]
#     "azure-native:sql:ManagedInstanceVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:sql:Server": ["administratorLoginPassword"]
#     "azure-native:sql:ServerBlobAuditingPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:ServerSecurityAlertPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:ServerVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:sql:SyncGroup": ["hubDatabasePassword"]
#     "azure-native:sql:SyncMember": ["password"]
#     "azure-native:sqlvirtualmachine:SqlVirtualMachine": ["autoBackupSettings.password", "autoBackupSettings.storageAccessKey", "keyVaultCredentialSettings.servicePrincipalSecret", "serverConfigurationsManagementSettings.sqlConnectivityUpdateSettings.sqlAuthUpdatePassword", "wsfcDomainCredentials.clusterBootstrapAccountPassword", "wsfcDomainCredentials.clusterOperatorAccountPassword", "wsfcDomainCredentials.sqlServiceAccountPassword"]
#     "azure-native:sqlvirtualmachine:SqlVirtualMachineGroup": ["wsfcDomainProfile.storageAccountPrimaryKey"]
#     "azure-native:storagecache:Cache": ["directoryServicesSettings.activeDirectory.credentials.password", "directoryServicesSettings.usernameDownload.credentials.bindPassword"]
#     "azure-native:streamanalytics:StreamingJob": ["functions[].properties.binding.apiKey", "functions[].properties.binding.script", "inputs[].properties.datasource.password", "inputs[].properties.datasource.storageAccounts[].accountKey", "jobStorageAccount.accountKey", "outputs[].datasource.accountKey", "outputs[].datasource.apiKey", "outputs[].datasource.password", "outputs[].datasource.refreshToken", "outputs[].datasource.storageAccounts[].accountKey"]
#     "azure-native:synapse:SqlPoolVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:synapse:Workspace": ["sqlAdministratorLoginPassword"]
#     "azure-native:synapse:WorkspaceManagedSqlServerVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:timeseriesinsights:EventHubEventSource": ["sharedAccessKey"]
#     "azure-native:timeseriesinsights:IoTHubEventSource": ["sharedAccessKey"]
#     "azure-native:vmwarecloudsimple:VirtualMachine": ["customization.password", "password"]
#     "azure-native:web:AppServiceEnvironment": ["clusterSettings[].value"]
#     "azure-native:web:Certificate": ["password", "pfxBlob"]
#     "azure-native:web:KubeEnvironment": ["appLogsConfiguration.logAnalyticsConfiguration.sharedKey"]
#     "azure-native:web:SiteCertificate": ["password", "pfxBlob"]
#     "azure-native:web:SiteCertificateSlot": ["password", "pfxBlob"]
#     "azure-native:web:StaticSite": ["repositoryToken"]
#     "azure-native:web:StaticSiteBuildDatabaseConnection": ["connectionString"]
#     "azure-native:web:StaticSiteDatabaseConnection": ["connectionString"]
#     "azure-native:web:WebApp": ["siteConfig.appCommandLine", "siteConfig.appSettings[].value", "siteConfig.connectionStrings[].connectionString", "siteConfig.handlerMappings[].arguments"]
#     "azure-native:web:WebAppApplicationSettings": ["properties"]
#     "azure-native:web:WebAppApplicationSettingsSlot": ["properties"]
#     "azure-native:web:WebAppAuthSettings": ["clientSecret", "facebookAppSecret", "gitHubClientSecret", "googleClientSecret", "microsoftAccountClientSecret", "twitterConsumerSecret"]
#     "azure-native:web:WebAppAuthSettingsSlot": ["clientSecret", "facebookAppSecret", "gitHubClientSecret", "googleClientSecret", "microsoftAccountClientSecret", "twitterConsumerSecret"]
#     "azure-native:web:WebAppAzureStorageAccounts": ["properties"]
#     "azure-native:web:WebAppAzureStorageAccountsSlot": ["properties"]
#     "azure-native:web:WebAppBackupConfiguration": ["databases[].connectionString"]
#     "azure-native:web:WebAppBackupConfigurationSlot": ["databases[].connectionString"]
#     "azure-native:web:WebAppConnectionStrings": ["properties"]
#     "azure-native:web:WebAppConnectionStringsSlot": ["properties"]
#     "azure-native:web:WebAppMetadata": ["properties"]
#     "azure-native:web:WebAppMetadataSlot": ["properties"]
#     "azure-native:web:WebAppRelayServiceConnection": ["entityConnectionString", "resourceConnectionString"]
#     "azure-native:web:WebAppRelayServiceConnectionSlot": ["entityConnectionString", "resourceConnectionString"]
#     "azure-native:web:WebAppSiteContainer": ["environmentVariables[].value", "passwordSecret", "startUpCommand"]
#     "azure-native:web:WebAppSiteContainerSlot": ["environmentVariables[].value", "passwordSecret", "startUpCommand"]
#     "azure-native:web:WebAppSlot": ["siteConfig.appCommandLine", "siteConfig.appSettings[].value", "siteConfig.connectionStrings[].connectionString", "siteConfig.handlerMappings[].arguments"]
#     "azure-native:web:WebAppSourceControl": ["gitHubActionConfiguration.containerConfiguration.password"]
#     "azure-native:web:WebAppSourceControlSlot": ["gitHubActionConfiguration.containerConfiguration.password"]
#     "azure-native:workloads:ProviderInstance": ["providerSettings.dbPassword", "providerSettings.sapPassword"]
#     "azure-native:workloads:SapVirtualInstance": ["configuration.infrastructureConfiguration.applicationServer.virtualMachineConfiguration.osProfile.adminPassword", "configuration.infrastructureConfiguration.applicationServer.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey", "configuration.infrastructureConfiguration.centralServer.virtualMachineConfiguration.osProfile.adminPassword", "configuration.infrastructureConfiguration.centralServer.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey", "configuration.infrastructureConfiguration.databaseServer.virtualMachineConfiguration.osProfile.adminPassword", "configuration.infrastructureConfiguration.databaseServer.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey", "configuration.infrastructureConfiguration.virtualMachineConfiguration.osProfile.adminPassword", "configuration.infrastructureConfiguration.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey", "configuration.softwareConfiguration.highAvailabilitySoftwareConfiguration.fencingClientPassword", "configuration.softwareConfiguration.sshPrivateKey"]
#   presence:
#     "azure-native:aad:DomainService": ["domainSecuritySettings.syncKerberosPasswords", "domainSecuritySettings.syncNtlmPasswords", "domainSecuritySettings.syncOnPremPasswords", "ldapsSettings.pfxCertificatePassword", "resourceForestSettings.settings[].trustPassword"]
#     "azure-native:aad:OuContainer": ["password"]
#     "azure-native:agfoodplatform:Extension": ["additionalApiProperties"]
#     "azure-native:agricultureplatform:AgriService": ["properties.dataConnectorCredentials[].value"]
#     "azure-native:alertsmanagement:PrometheusRuleGroup": ["rules[].actions[].actionProperties"]
#     "azure-native:apimanagement:ApiManagementService": ["certificates[].certificatePassword", "customProperties", "hostnameConfigurations[].certificatePassword"]
#     "azure-native:apimanagement:AuthorizationProvider": ["oauth2.grantTypes.clientCredentials"]
#     "azure-native:apimanagement:AuthorizationServer": ["clientSecret", "resourceOwnerPassword"]
#     "azure-native:apimanagement:Backend": ["proxy.password"]
#     "azure-native:apimanagement:Cache": ["connectionString"]
#     "azure-native:apimanagement:Certificate": ["password"]
#     "azure-native:apimanagement:IdentityProvider": ["clientSecret"]
#     "azure-native:apimanagement:Logger": ["credentials"]
#     "azure-native:apimanagement:NamedValue": ["value"]
#     "azure-native:apimanagement:OpenIdConnectProvider": ["clientSecret"]
#     "azure-native:apimanagement:Subscription": ["primaryKey", "secondaryKey"]
#     "azure-native:apimanagement:User": ["password"]
#     "azure-native:apimanagement:WorkspaceBackend": ["proxy.password"]
#     "azure-native:apimanagement:WorkspaceCertificate": ["password"]
#     "azure-native:apimanagement:WorkspaceLogger": ["credentials"]
#     "azure-native:apimanagement:WorkspaceSubscription": ["primaryKey", "secondaryKey"]
#     "azure-native:app:Agent": ["properties.logConfiguration.applicationInsightsConfiguration.connectionString"]
#     "azure-native:app:Build": ["configuration.environmentVariables[].value"]
#     "azure-native:app:Certificate": ["properties.password"]
#     "azure-native:app:ConnectedEnvironment": ["customDomainConfiguration.certificatePassword", "daprAIConnectionString"]
#     "azure-native:app:ConnectedEnvironmentsCertificate": ["properties.password"]
#     "azure-native:app:ConnectedEnvironmentsDaprComponent": ["secrets[].value"]
#     "azure-native:app:ConnectedEnvironmentsStorage": ["properties.azureFile.accountKey", "properties.smb.password"]
#     "azure-native:app:ContainerApp": ["configuration.secrets[].value", "template.containers[].env[].value", "template.initContainers[].env[].value"]
#     "azure-native:app:ContainerAppsSessionPool": ["customContainerTemplate.containers[].env[].value", "secrets[].value"]
#     "azure-native:app:ContainerAppsSourceControl": ["githubActionConfiguration.azureCredentials.clientSecret", "githubActionConfiguration.buildEnvironmentVariables[].value", "githubActionConfiguration.githubPersonalAccessToken", "githubActionConfiguration.registryInfo.registryPassword"]
#     "azure-native:app:DaprComponent": ["secrets[].value"]
#     "azure-native:app:Job": ["configuration.secrets[].value", "template.containers[].env[].value", "template.initContainers[].env[].value"]
#     "azure-native:app:ManagedEnvironment": ["appInsightsConfiguration.connectionString", "appLogsConfiguration.logAnalyticsConfiguration.sharedKey", "customDomainConfiguration.certificatePassword", "daprAIConnectionString"]
#     "azure-native:app:ManagedEnvironmentsStorage": ["properties.azureFile.accountKey"]
#     "azure-native:appplatform:ApiPortal": ["properties.ssoProperties.clientSecret"]
#     "azure-native:appplatform:Apm": ["properties.properties", "properties.secrets"]
#     "azure-native:appplatform:App": ["properties.secrets[].value"]
#     "azure-native:appplatform:BuildServiceBuild": ["properties.env"]
#     "azure-native:appplatform:BuildpackBinding": ["properties.launchProperties.properties", "properties.launchProperties.secrets"]
#     "azure-native:appplatform:ConfigServer": ["properties.configServer.gitProperty.password", "properties.configServer.gitProperty.privateKey", "properties.configServer.gitProperty.repositories[].password", "properties.configServer.gitProperty.repositories[].privateKey"]
#     "azure-native:appplatform:ConfigurationService": ["properties.settings.gitProperty.repositories[].password", "properties.settings.gitProperty.repositories[].privateKey"]
#     "azure-native:appplatform:ContainerRegistry": ["properties.credentials.password"]
#     "azure-native:appplatform:CustomizedAccelerator": ["properties.gitRepository.authSetting.password", "properties.gitRepository.authSetting.privateKey"]
#     "azure-native:appplatform:Deployment": ["properties.deploymentSettings.environmentVariables", "properties.source.customContainer.imageRegistryCredential.password"]
#     "azure-native:appplatform:DevToolPortal": ["properties.ssoProperties.clientSecret"]
#     "azure-native:appplatform:Gateway": ["properties.environmentVariables.properties", "properties.environmentVariables.secrets", "properties.ssoProperties.clientSecret"]
#     "azure-native:appplatform:Job": ["properties.source.customContainer.imageRegistryCredential.password", "properties.template.environmentVariables[].value"]
#     "azure-native:appplatform:Storage": ["properties.accountKey"]
#     "azure-native:automation:Credential": ["password"]
#     "azure-native:automation:SourceControl": ["securityToken.accessToken", "securityToken.refreshToken"]
#     "azure-native:avs:Addon": ["properties.licenseKey"]
#     "azure-native:avs:GlobalReachConnection": ["authorizationKey"]
#     "azure-native:avs:License": ["properties.licenseKey"]
#     "azure-native:avs:PrivateCloud": ["identitySources[].password", "nsxtPassword", "vcenterPassword"]
#     "azure-native:avs:ScriptExecution": ["hiddenParameters[].password", "hiddenParameters[].secureValue", "parameters[].password", "parameters[].secureValue"]
#     "azure-native:azurearcdata:ActiveDirectoryConnector": ["properties.domainServiceAccountLoginInformation.password"]
#     "azure-native:azurearcdata:DataController": ["properties.basicLoginInformation.password", "properties.logAnalyticsWorkspaceConfig.primaryKey", "properties.logsDashboardCredential.password", "properties.metricsDashboardCredential.password", "properties.uploadServicePrincipal.clientSecret"]
#     "azure-native:azurearcdata:PostgresInstance": ["properties.basicLoginInformation.password"]
#     "azure-native:azurearcdata:SqlManagedInstance": ["properties.basicLoginInformation.password", "properties.k8sRaw.spec.security.adminLoginSecret", "properties.k8sRaw.spec.security.serviceCertificateSecret", "properties.k8sRaw.spec.security.transparentDataEncryption.protectorSecret"]
#     "azure-native:azuredatatransfer:Flow": ["properties.passphrase"]
#     "azure-native:azurefleet:Fleet": ["additionalLocationsProfile.locationProfiles[].virtualMachineProfileOverride.osProfile.adminPassword", "computeProfile.baseVirtualMachineProfile.osProfile.adminPassword"]
#     "azure-native:azurestack:Registration": ["registrationToken"]
#     "azure-native:azurestackhci:DeploymentSetting": ["deploymentConfiguration.scaleUnits[].sbePartnerInfo.partnerProperties[].value"]
#     "azure-native:azurestackhci:GuestAgent": ["credentials.password"]
#     "azure-native:azurestackhci:VirtualMachine": ["osProfile.adminPassword"]
#     "azure-native:azurestackhci:VirtualMachineInstance": ["osProfile.adminPassword"]
#     "azure-native:batch:Pool": ["deploymentConfiguration.virtualMachineConfiguration.containerConfiguration.containerRegistries[].password", "mountConfiguration[].azureBlobFileSystemConfiguration.accountKey", "mountConfiguration[].azureFileShareConfiguration.accountKey", "mountConfiguration[].cifsMountConfiguration.password", "startTask.containerSettings.registry.password", "startTask.environmentSettings[].value", "userAccounts[].linuxUserConfiguration.sshPrivateKey", "userAccounts[].password"]
#     "azure-native:botservice:Bot": ["properties.allSettings", "properties.developerAppInsightsApiKey"]
#     "azure-native:botservice:BotConnection": ["properties.clientSecret"]
#     "azure-native:botservice:Channel": ["properties.properties.accessToken", "properties.properties.apiConfigurations[].cognitiveServiceSubscriptionKey", "properties.properties.apiKey", "properties.properties.appSecret", "properties.properties.authToken", "properties.properties.clientSecret", "properties.properties.cognitiveServiceSubscriptionKey", "properties.properties.lineRegistrations[].channelAccessToken", "properties.properties.lineRegistrations[].channelSecret", "properties.properties.pages[].accessToken", "properties.properties.password", "properties.properties.phoneNumbers[].acsSecret", "properties.properties.phoneNumbers[].cognitiveServiceSubscriptionKey", "properties.properties.signingSecret"]
#     "azure-native:cdn:AFDCustomDomain": ["extendedProperties"]
#     "azure-native:cdn:Policy": ["extendedProperties"]
#     "azure-native:cognitiveservices:Account": ["properties.apiProperties.eventHubConnectionString", "properties.apiProperties.storageAccountConnectionString"]
#     "azure-native:cognitiveservices:AccountConnection": ["properties.credentials.clientSecret", "properties.credentials.developerToken", "properties.credentials.password", "properties.credentials.refreshToken", "properties.credentials.secretAccessKey", "properties.credentials.securityToken"]
#     "azure-native:cognitiveservices:ProjectConnection": ["properties.credentials.clientSecret", "properties.credentials.developerToken", "properties.credentials.password", "properties.credentials.refreshToken", "properties.credentials.secretAccessKey", "properties.credentials.securityToken"]
#     "azure-native:community:CommunityTraining": ["identityConfiguration.clientSecret"]
#     "azure-native:compute:GalleryApplicationVersion": ["publishingProfile.advancedSettings"]
#     "azure-native:compute:VirtualMachine": ["osProfile.adminPassword"]
#     "azure-native:compute:VirtualMachineRunCommandByVirtualMachine": ["runAsPassword"]
#     "azure-native:compute:VirtualMachineScaleSet": ["virtualMachineProfile.osProfile.adminPassword"]
#     "azure-native:compute:VirtualMachineScaleSetVM": ["osProfile.adminPassword"]
#     "azure-native:compute:VirtualMachineScaleSetVMRunCommand": ["runAsPassword"]
#     "azure-native:computebulkactions:BulkAction": ["properties.computeProfile.virtualMachineProfile.osProfile.adminPassword"]
#     "azure-native:confluent:Connector": ["connectorServiceTypeInfo.cosmosMasterKey", "connectorServiceTypeInfo.storageAccountKey", "connectorServiceTypeInfo.synapseSqlPassword", "partnerConnectorInfo.apiKey", "partnerConnectorInfo.apiSecret"]
#     "azure-native:connectedvmwarevsphere:GuestAgent": ["credentials.password", "credentials.privateKey"]
#     "azure-native:connectedvmwarevsphere:VCenter": ["credentials.password"]
#     "azure-native:connectedvmwarevsphere:VMInstanceGuestAgent": ["credentials.password", "credentials.privateKey"]
#     "azure-native:connectedvmwarevsphere:VirtualMachine": ["osProfile.adminPassword"]
#     "azure-native:connectedvmwarevsphere:VirtualMachineInstance": ["osProfile.adminPassword", "osProfile.windowsConfiguration.domainUserPassword"]
#     "azure-native:containerinstance:CGProfile": ["containers[].environmentVariables[].secureValue", "containers[].environmentVariables[].value", "imageRegistryCredentials[].password", "initContainers[].environmentVariables[].secureValue", "initContainers[].environmentVariables[].value", "volumes[].azureFile.storageAccountKey"]
#     "azure-native:containerinstance:ContainerGroup": ["containers[].environmentVariables[].secureValue", "containers[].environmentVariables[].value", "imageRegistryCredentials[].password", "initContainers[].environmentVariables[].secureValue", "initContainers[].environmentVariables[].value", "volumes[].azureFile.storageAccountKey"]
#     "azure-native:containerinstance:ContainerGroupProfile": ["containers[].environmentVariables[].secureValue", "containers[].environmentVariables[].value", "imageRegistryCredentials[].password", "initContainers[].environmentVariables[].secureValue", "initContainers[].environmentVariables[].value", "volumes[].azureFile.storageAccountKey"]
#     "azure-native:containerinstance:NGroup": ["containerGroupProfiles[].containerGroupProperties.volumes[].azureFile.storageAccountKey"]
#     "azure-native:containerregistry:Task": ["step.contextAccessToken", "trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.refreshToken"]
#     "azure-native:containerservice:ManagedCluster": ["aadProfile.serverAppSecret", "servicePrincipalProfile.secret", "windowsProfile.adminPassword"]
#     "azure-native:cosmosdb:CassandraCluster": ["properties.initialCassandraAdminPassword"]
#     "azure-native:cosmosdb:CassandraDataCenter": ["properties.authenticationMethodLdapProperties.serviceUserPassword"]
#     "azure-native:cosmosdb:DatabaseAccountCassandraKeyspace": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountCassandraTable": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountGremlinDatabase": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountGremlinGraph": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountMongoDBCollection": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountMongoDBDatabase": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountSqlContainer": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountSqlDatabase": ["options"]
#     "azure-native:cosmosdb:DatabaseAccountTable": ["options"]
#     "azure-native:cosmosdb:MongoCluster": ["administratorLoginPassword"]
#     "azure-native:cosmosdb:MongoDBResourceMongoUserDefinition": ["password"]
#     "azure-native:costmanagement:Export": ["deliveryInfo.destination.sasToken"]
#     "azure-native:customerinsights:Connector": ["connectorProperties"]
#     "azure-native:dashboard:Grafana": ["properties.apiKey", "properties.grafanaConfigurations.smtp.password"]
#     "azure-native:databox:Job": ["details.dataExportDetails[].accountDetails.sharePassword", "details.dataImportDetails[].accountDetails.sharePassword", "details.devicePassword"]
#     "azure-native:databoxedge:StorageAccountCredential": ["connectionString"]
#     "azure-native:datadog:Monitor": ["properties.datadogOrganizationProperties.apiKey"]
#     "azure-native:datafactory:ChangeDataCapture": ["sourceConnectionsInfo[].connection.commonDslConnectorProperties[].value", "sourceConnectionsInfo[].sourceEntities[].dslConnectorProperties[].value", "targetConnectionsInfo[].connection.commonDslConnectorProperties[].value", "targetConnectionsInfo[].targetEntities[].dslConnectorProperties[].value"]
#     "azure-native:datafactory:GlobalParameter": ["properties"]
#     "azure-native:datafactory:IntegrationRuntime": ["properties.computeProperties.dataFlowProperties.customProperties[].value"]
#     "azure-native:datafactory:LinkedService": ["properties.accountKey", "properties.connectionString", "properties.sasUri", "properties.sslPassword"]
#     "azure-native:datalakeanalytics:Account": ["storageAccounts[].accessKey"]
#     "azure-native:datamigration:DatabaseMigrationsMongoToCosmosDbRUMongo": ["sourceMongoConnection.connectionString", "sourceMongoConnection.password", "targetMongoConnection.connectionString", "targetMongoConnection.password"]
#     "azure-native:datamigration:DatabaseMigrationsMongoToCosmosDbvCoreMongo": ["sourceMongoConnection.connectionString", "sourceMongoConnection.password", "targetMongoConnection.connectionString", "targetMongoConnection.password"]
#     "azure-native:datamigration:DatabaseMigrationsSqlDb": ["properties.sourceSqlConnection.password", "properties.targetSqlConnection.password"]
#     "azure-native:datamigration:DatabaseMigrationsSqlMi": ["properties.backupConfiguration.sourceLocation.azureBlob.accountKey", "properties.backupConfiguration.sourceLocation.fileShare.password", "properties.backupConfiguration.targetLocation.accountKey", "properties.sourceSqlConnection.password"]
#     "azure-native:datamigration:DatabaseMigrationsSqlVm": ["properties.backupConfiguration.sourceLocation.azureBlob.accountKey", "properties.backupConfiguration.sourceLocation.fileShare.password", "properties.backupConfiguration.targetLocation.accountKey", "properties.sourceSqlConnection.password"]
#     "azure-native:datamigration:Project": ["sourceConnectionInfo.connectionString", "sourceConnectionInfo.password", "targetConnectionInfo.connectionString", "targetConnectionInfo.password"]
#     "azure-native:datamigration:ServiceTask": ["properties.input.backupBlobShare.sasUri", "properties.input.backupFileShare.password", "properties.input.connectionInfo.password", "properties.input.connectionString", "properties.input.optionalAgentSettings", "properties.input.password", "properties.input.selectedCertificates[].password", "properties.input.selectedDatabases[].backupFileShare.password", "properties.input.source.connectionString", "properties.input.source.password", "properties.input.sourceConnectionInfo.password", "properties.input.target.connectionString", "properties.input.target.password", "properties.input.targetConnectionInfo.password"]
#     "azure-native:datamigration:Task": ["properties.input.backupBlobShare.sasUri", "properties.input.backupFileShare.password", "properties.input.connectionInfo.password", "properties.input.connectionString", "properties.input.optionalAgentSettings", "properties.input.password", "properties.input.selectedCertificates[].password", "properties.input.selectedDatabases[].backupFileShare.password", "properties.input.source.connectionString", "properties.input.source.password", "properties.input.sourceConnectionInfo.password", "properties.input.target.connectionString", "properties.input.target.password", "properties.input.targetConnectionInfo.password"]
#     "azure-native:dbformariadb:Server": ["properties.administratorLoginPassword"]
#     "azure-native:dbformysql:SingleServer": ["properties.administratorLoginPassword"]
#     "azure-native:dbforpostgresql:Migration": ["secretParameters.adminCredentials.sourceServerPassword", "secretParameters.adminCredentials.targetServerPassword"]
#     "azure-native:dbforpostgresql:ServerGroupCluster": ["administratorLoginPassword"]
#     "azure-native:dbforpostgresql:ServerGroupRole": ["password"]
#     "azure-native:dbforpostgresql:SingleServer": ["properties.administratorLoginPassword"]
#     "azure-native:dbforpostgresql:SingleServerServerSecurityAlertPolicy": ["storageAccountAccessKey"]
#     "azure-native:devcenter:NetworkConnection": ["domainPassword"]
#     "azure-native:deviceprovisioningservices:IotDpsResource": ["properties.authorizationPolicies[].primaryKey", "properties.authorizationPolicies[].secondaryKey", "properties.iotHubs[].connectionString"]
#     "azure-native:deviceupdate:Instance": ["diagnosticStorageProperties.connectionString"]
#     "azure-native:devtestlab:ArtifactSource": ["securityToken"]
#     "azure-native:devtestlab:Formula": ["formulaContent.password"]
#     "azure-native:devtestlab:Lab": ["extendedProperties"]
#     "azure-native:devtestlab:VirtualMachine": ["password"]
#     "azure-native:digitaltwins:DigitalTwinsEndpoint": ["properties.connectionStringPrimaryKey", "properties.connectionStringSecondaryKey", "properties.deadLetterSecret", "properties.primaryConnectionString", "properties.secondaryConnectionString"]
#     "azure-native:discovery:Tool": ["properties.environmentVariables"]
#     "azure-native:engagementfabric:Channel": ["credentials"]
#     "azure-native:eventhub:SchemaRegistry": ["groupProperties"]
#     "azure-native:hdinsight:Application": ["properties.computeProfile.roles[].osProfile.linuxOperatingSystemProfile.password"]
#     "azure-native:hdinsight:Cluster": ["properties.computeProfile.roles[].osProfile.linuxOperatingSystemProfile.password", "properties.securityProfile.domainUserPassword"]
#     "azure-native:hdinsight:Extension": ["primaryKey"]
#     "azure-native:hdinsight:ExtensionAzureMonitorAgentStatus": ["primaryKey"]
#     "azure-native:hdinsight:ExtensionAzureMonitorStatus": ["primaryKey"]
#     "azure-native:hdinsight:ExtensionMonitoringStatus": ["primaryKey"]
#     "azure-native:horizondb:HorizonDbCluster": ["properties.administratorLoginPassword"]
#     "azure-native:hybridcloud:CloudConnection": ["sharedKey"]
#     "azure-native:hybridcompute:MachineRunCommand": ["runAsPassword"]
#     "azure-native:hybridconnectivity:SolutionConfiguration": ["solutionSettings"]
#     "azure-native:iothub:IotHubResource": ["properties.authorizationPolicies[].primaryKey", "properties.authorizationPolicies[].secondaryKey", "properties.routing.endpoints.cosmosDBSqlContainers[].primaryKey", "properties.routing.endpoints.cosmosDBSqlContainers[].secondaryKey", "properties.routing.endpoints.eventHubs[].connectionString", "properties.routing.endpoints.serviceBusQueues[].connectionString", "properties.routing.endpoints.serviceBusTopics[].connectionString", "properties.routing.endpoints.storageContainers[].connectionString"]
#     "azure-native:iotoperations:AkriConnectorTemplate": ["properties.runtimeConfiguration.managedConfigurationSettings.secrets[].secretKey"]
#     "azure-native:keyvault:Secret": ["properties.value"]
#     "azure-native:kubernetesconfiguration:Extension": ["configurationProtectedSettings", "configurationSettings"]
#     "azure-native:kubernetesconfiguration:FluxConfiguration": ["azureBlob.accountKey", "azureBlob.sasToken", "azureBlob.servicePrincipal.clientCertificatePassword", "azureBlob.servicePrincipal.clientSecret", "bucket.accessKey", "configurationProtectedSettings"]
#     "azure-native:kubernetesconfiguration:SourceControlConfiguration": ["configurationProtectedSettings"]
#     "azure-native:kubernetesruntime:StorageClass": ["typeProperties.azureStorageAccountKey", "typeProperties.password"]
#     "azure-native:kusto:Script": ["scriptUrlSasToken"]
#     "azure-native:labservices:Lab": ["virtualMachineProfile.adminUser.password", "virtualMachineProfile.nonAdminUser.password"]
#     "azure-native:logic:IntegrationAccountAgreement": ["content.edifact.receiveAgreement.protocolSettings.envelopeOverrides[].applicationPassword", "content.edifact.receiveAgreement.protocolSettings.envelopeSettings.groupApplicationPassword", "content.edifact.sendAgreement.protocolSettings.envelopeOverrides[].applicationPassword", "content.edifact.sendAgreement.protocolSettings.envelopeSettings.groupApplicationPassword"]
#     "azure-native:machinelearningservices:BatchDeployment": ["properties.deploymentConfiguration.settings", "properties.environmentVariables", "properties.properties", "properties.resources.properties"]
#     "azure-native:machinelearningservices:BatchEndpoint": ["properties.keys.primaryKey", "properties.keys.secondaryKey", "properties.properties"]
#     "azure-native:machinelearningservices:CapabilityHost": ["properties.properties"]
#     "azure-native:machinelearningservices:CodeContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:CodeVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:ComponentContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:ComponentVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:Compute": ["properties.properties.administratorAccount.password", "properties.properties.customServices[].environmentVariables", "properties.properties.databricksAccessToken", "properties.properties.relayConnectionString", "properties.properties.serviceBusConnectionString", "properties.properties.userAccountCredentials.adminUserPassword"]
#     "azure-native:machinelearningservices:DataContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:DataVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:Datastore": ["properties.credentials.secrets.clientSecret", "properties.credentials.secrets.sasToken", "properties.properties"]
#     "azure-native:machinelearningservices:EnvironmentContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:EnvironmentVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:FeaturesetContainerEntity": ["properties.properties"]
#     "azure-native:machinelearningservices:FeaturesetVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:FeaturestoreEntityContainerEntity": ["properties.properties"]
#     "azure-native:machinelearningservices:FeaturestoreEntityVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:Job": ["properties.environmentVariables", "properties.properties", "properties.resources.properties", "properties.trial.environmentVariables", "properties.trial.resources.properties"]
#     "azure-native:machinelearningservices:MachineLearningDatastore": ["accountKey", "clientSecret", "password", "sasToken"]
#     "azure-native:machinelearningservices:ModelContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:ModelVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:OnlineDeployment": ["properties.environmentVariables", "properties.properties"]
#     "azure-native:machinelearningservices:OnlineEndpoint": ["properties.keys.primaryKey", "properties.keys.secondaryKey", "properties.properties"]
#     "azure-native:machinelearningservices:RegistryCodeContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryCodeVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryComponentContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryComponentVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryDataContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryDataVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryEnvironmentContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryEnvironmentVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryModelContainer": ["properties.properties"]
#     "azure-native:machinelearningservices:RegistryModelVersion": ["properties.properties"]
#     "azure-native:machinelearningservices:Schedule": ["properties.action.jobDefinition.environmentVariables", "properties.action.jobDefinition.properties", "properties.action.jobDefinition.resources.properties", "properties.action.jobDefinition.trial.environmentVariables", "properties.action.jobDefinition.trial.resources.properties", "properties.properties"]
#     "azure-native:machinelearningservices:WorkspaceConnection": ["properties.credentials.clientSecret", "properties.credentials.developerToken", "properties.credentials.password", "properties.credentials.refreshToken", "properties.credentials.secretAccessKey", "properties.credentials.securityToken"]
#     "azure-native:maintenance:MaintenanceConfiguration": ["extensionProperties"]
#     "azure-native:managednetworkfabric:NetworkFabric": ["terminalServerConfiguration.password"]
#     "azure-native:managednetworkfabric:NetworkFabricController": ["infrastructureExpressRouteConnections[].expressRouteAuthorizationKey", "workloadExpressRouteConnections[].expressRouteAuthorizationKey"]
#     "azure-native:migrate:WorkloadDeployment": ["properties.customProperties.iisAksWorkloadDeploymentProperties.authenticationProperties.domainAdminPassword", "properties.customProperties.iisAksWorkloadDeploymentProperties.authenticationProperties.gmsaUserPassword"]
#     "azure-native:mongocluster:MongoCluster": ["properties.administrator.password"]
#     "azure-native:monitor:ActivityLogAlert": ["actions.actionGroups[].webhookProperties"]
#     "azure-native:monitor:AutoscaleSetting": ["notifications[].webhooks[].properties"]
#     "azure-native:monitor:MetricAlert": ["actions[].webHookProperties"]
#     "azure-native:monitor:ScheduledQueryRule": ["actions.actionProperties", "actions.customProperties"]
#     "azure-native:netapp:Account": ["activeDirectories[].password"]
#     "azure-native:network:ApplicationGateway": ["sslCertificates[].password"]
#     "azure-native:network:AzureFirewall": ["additionalProperties"]
#     "azure-native:network:ExpressRouteCircuit": ["authorizationKey", "authorizations[].authorizationKey", "peerings[].connections[].authorizationKey", "peerings[].sharedKey", "serviceKey"]
#     "azure-native:network:ExpressRouteCrossConnectionPeering": ["sharedKey"]
#     "azure-native:network:ExpressRouteGateway": ["expressRouteConnections[].authorizationKey"]
#     "azure-native:network:P2sVpnServerConfiguration": ["properties.radiusServerSecret"]
#     "azure-native:network:VirtualNetworkGatewayConnection": ["authorizationKey", "sharedKey", "virtualNetworkGateway1.vpnClientConfiguration.radiusServerSecret", "virtualNetworkGateway1.vpnClientConfiguration.radiusServers[].radiusServerSecret", "virtualNetworkGateway2.vpnClientConfiguration.radiusServerSecret", "virtualNetworkGateway2.vpnClientConfiguration.radiusServers[].radiusServerSecret"]
#     "azure-native:network:VpnGateway": ["connections[].sharedKey", "connections[].vpnLinkConnections[].sharedKey"]
#     "azure-native:network:VpnServerConfiguration": ["properties.radiusServerSecret", "properties.radiusServers[].radiusServerSecret"]
#     "azure-native:networkcloud:BareMetalMachine": ["bmcConnectionString", "bmcCredentials.password"]
#     "azure-native:networkcloud:Cluster": ["aggregatorOrSingleRackDefinition.bareMetalMachineConfigurationData[].bmcCredentials.password", "aggregatorOrSingleRackDefinition.storageApplianceConfigurationData[].adminCredentials.password", "clusterServicePrincipal.password", "computeRackDefinitions[].bareMetalMachineConfigurationData[].bmcCredentials.password", "computeRackDefinitions[].storageApplianceConfigurationData[].adminCredentials.password"]
#     "azure-native:networkcloud:KubernetesCluster": ["networkConfiguration.bgpServiceLoadBalancerConfiguration.bgpPeers[].password"]
#     "azure-native:networkcloud:KubernetesClusterFeature": ["options[].value"]
#     "azure-native:networkcloud:StorageAppliance": ["administratorCredentials.password"]
#     "azure-native:networkcloud:VirtualMachine": ["vmImageRepositoryCredentials.password"]
#     "azure-native:notificationhubs:Namespace": ["pnsCredentials.admCredential.clientSecret", "pnsCredentials.baiduCredential.baiduApiKey", "pnsCredentials.baiduCredential.baiduSecretKey", "pnsCredentials.browserCredential.vapidPrivateKey", "pnsCredentials.fcmV1Credential.privateKey", "pnsCredentials.gcmCredential.googleApiKey", "pnsCredentials.wnsCredential.secretKey", "pnsCredentials.xiaomiCredential.appSecret"]
#     "azure-native:notificationhubs:NamespaceAuthorizationRule": ["primaryKey", "secondaryKey"]
#     "azure-native:notificationhubs:NotificationHub": ["admCredential.clientSecret", "baiduCredential.baiduApiKey", "baiduCredential.baiduSecretKey", "browserCredential.vapidPrivateKey", "fcmV1Credential.privateKey", "gcmCredential.googleApiKey", "wnsCredential.secretKey", "xiaomiCredential.appSecret"]
#     "azure-native:notificationhubs:NotificationHubAuthorizationRule": ["primaryKey", "secondaryKey"]
#     "azure-native:portal:Dashboard": ["properties.lenses[].parts[].metadata.settings"]
#     "azure-native:programmableconnectivity:OperatorApiConnection": ["appSecret"]
#     "azure-native:providerhub:CustomRollout": ["properties.specification.resourceTypeRegistrations[].properties.resourceConcurrencyControlOptions"]
#     "azure-native:providerhub:DefaultRollout": ["properties.specification.resourceTypeRegistrations[].properties.resourceConcurrencyControlOptions"]
#     "azure-native:recommendationsservice:Account": ["properties.reportsConnectionString"]
#     "azure-native:recommendationsservice:Modeling": ["properties.inputData.connectionString"]
#     "azure-native:redhatopenshift:OpenShiftCluster": ["clusterProfile.pullSecret", "servicePrincipalProfile.clientSecret"]
#     "azure-native:redis:Redis": ["redisConfiguration.rdbStorageConnectionString", "tenantSettings"]
#     "azure-native:resources:AzureCliScript": ["environmentVariables[].secureValue", "environmentVariables[].value", "storageAccountSettings.storageAccountKey"]
#     "azure-native:resources:AzurePowerShellScript": ["environmentVariables[].secureValue", "environmentVariables[].value", "storageAccountSettings.storageAccountKey"]
#     "azure-native:scheduler:Job": ["properties.action.errorAction.queueMessage.sasToken", "properties.action.errorAction.request.authentication.password", "properties.action.errorAction.request.authentication.secret", "properties.action.errorAction.serviceBusQueueMessage.customMessageProperties", "properties.action.errorAction.serviceBusTopicMessage.customMessageProperties", "properties.action.queueMessage.sasToken", "properties.action.request.authentication.password", "properties.action.request.authentication.secret", "properties.action.serviceBusQueueMessage.customMessageProperties", "properties.action.serviceBusTopicMessage.customMessageProperties"]
#     "azure-native:scom:Instance": ["properties.domainUserCredentials.passwordSecret"]
#     "azure-native:scvmm:GuestAgent": ["credentials.password"]
#     "azure-native:scvmm:VMInstanceGuestAgent": ["credentials.password"]
#     "azure-native:scvmm:VirtualMachine": ["osProfile.adminPassword"]
#     "azure-native:scvmm:VirtualMachineInstance": ["osProfile.adminPassword"]
#     "azure-native:scvmm:VmmServer": ["credentials.password"]
#     "azure-native:security:Assessment": ["metadata.partnerData.secret", "partnersData.secret"]
#     "azure-native:security:AssessmentMetadataInSubscription": ["partnerData.secret"]
#     "azure-native:security:Automation": ["actions[].connectionString"]
#     "azure-native:security:SecurityConnector": ["environmentData.authentication.accessToken"]
#     "azure-native:securityinsights:RestApiPollerDataConnector": ["auth.apiKey", "auth.clientSecret", "auth.password"]
#     "azure-native:servicebus:DefaultRule": ["correlationFilter.properties"]
#     "azure-native:servicebus:Rule": ["correlationFilter.properties"]
#     "azure-native:servicefabric:ManagedCluster": ["adminPassword"]
#     "azure-native:servicefabric:NodeType": ["placementProperties"]
#     "azure-native:servicefabricmesh:Application": ["services[].codePackages[].environmentVariables[].value", "services[].codePackages[].imageRegistryCredential.password", "services[].codePackages[].settings[].value"]
#     "azure-native:servicefabricmesh:Volume": ["azureFileParameters.accountKey"]
#     "azure-native:servicelinker:Connector": ["authInfo.secret", "configurationInfo.additionalConnectionStringProperties"]
#     "azure-native:servicelinker:ConnectorDryrun": ["parameters.authInfo.secret", "parameters.configurationInfo.additionalConnectionStringProperties"]
#     "azure-native:servicelinker:Linker": ["authInfo.secret", "configurationInfo.additionalConnectionStringProperties"]
#     "azure-native:servicelinker:LinkerDryrun": ["parameters.authInfo.secret", "parameters.configurationInfo.additionalConnectionStringProperties"]
#     "azure-native:signalrservice:SignalR": ["features[].properties"]
#     "azure-native:sql:DatabaseBlobAuditingPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:DatabaseSecurityAlertPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:DatabaseThreatDetectionPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:DatabaseVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:sql:ExtendedDatabaseBlobAuditingPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:ExtendedServerBlobAuditingPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:JobCredential": ["password"]
#     "azure-native:sql:ManagedDatabase": ["storageContainerSasToken"]
#     "azure-native:sql:ManagedDatabaseVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:sql:ManagedInstance": ["administratorLoginPassword"]
#     "azure-native:sql:ManagedInstanceVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:sql:Server": ["administratorLoginPassword"]
#     "azure-native:sql:ServerBlobAuditingPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:ServerSecurityAlertPolicy": ["storageAccountAccessKey"]
#     "azure-native:sql:ServerVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:sql:SyncGroup": ["hubDatabasePassword"]
#     "azure-native:sql:SyncMember": ["password"]
#     "azure-native:sqlvirtualmachine:SqlVirtualMachine": ["autoBackupSettings.password", "autoBackupSettings.storageAccessKey", "keyVaultCredentialSettings.servicePrincipalSecret", "serverConfigurationsManagementSettings.sqlConnectivityUpdateSettings.sqlAuthUpdatePassword", "wsfcDomainCredentials.clusterBootstrapAccountPassword", "wsfcDomainCredentials.clusterOperatorAccountPassword", "wsfcDomainCredentials.sqlServiceAccountPassword"]
#     "azure-native:sqlvirtualmachine:SqlVirtualMachineGroup": ["wsfcDomainProfile.storageAccountPrimaryKey"]
#     "azure-native:storagecache:Cache": ["directoryServicesSettings.activeDirectory.credentials.password", "directoryServicesSettings.usernameDownload.credentials.bindPassword"]
#     "azure-native:streamanalytics:StreamingJob": ["functions[].properties.binding.apiKey", "inputs[].properties.datasource.password", "inputs[].properties.datasource.storageAccounts[].accountKey", "jobStorageAccount.accountKey", "outputs[].datasource.accountKey", "outputs[].datasource.apiKey", "outputs[].datasource.password", "outputs[].datasource.refreshToken", "outputs[].datasource.storageAccounts[].accountKey"]
#     "azure-native:synapse:SqlPoolVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:synapse:Workspace": ["sqlAdministratorLoginPassword"]
#     "azure-native:synapse:WorkspaceManagedSqlServerVulnerabilityAssessment": ["storageAccountAccessKey"]
#     "azure-native:timeseriesinsights:EventHubEventSource": ["sharedAccessKey"]
#     "azure-native:timeseriesinsights:IoTHubEventSource": ["sharedAccessKey"]
#     "azure-native:vmwarecloudsimple:VirtualMachine": ["customization.password", "password"]
#     "azure-native:web:AppServiceEnvironment": ["clusterSettings[].value"]
#     "azure-native:web:Certificate": ["password", "pfxBlob"]
#     "azure-native:web:KubeEnvironment": ["appLogsConfiguration.logAnalyticsConfiguration.sharedKey"]
#     "azure-native:web:SiteCertificate": ["password", "pfxBlob"]
#     "azure-native:web:SiteCertificateSlot": ["password", "pfxBlob"]
#     "azure-native:web:StaticSite": ["repositoryToken"]
#     "azure-native:web:StaticSiteBuildDatabaseConnection": ["connectionString"]
#     "azure-native:web:StaticSiteDatabaseConnection": ["connectionString"]
#     "azure-native:web:WebApp": ["siteConfig.appSettings[].value", "siteConfig.connectionStrings[].connectionString"]
#     "azure-native:web:WebAppApplicationSettings": ["properties"]
#     "azure-native:web:WebAppApplicationSettingsSlot": ["properties"]
#     "azure-native:web:WebAppAuthSettings": ["clientSecret", "facebookAppSecret", "gitHubClientSecret", "googleClientSecret", "microsoftAccountClientSecret", "twitterConsumerSecret"]
#     "azure-native:web:WebAppAuthSettingsSlot": ["clientSecret", "facebookAppSecret", "gitHubClientSecret", "googleClientSecret", "microsoftAccountClientSecret", "twitterConsumerSecret"]
#     "azure-native:web:WebAppAzureStorageAccounts": ["properties"]
#     "azure-native:web:WebAppAzureStorageAccountsSlot": ["properties"]
#     "azure-native:web:WebAppBackupConfiguration": ["databases[].connectionString"]
#     "azure-native:web:WebAppBackupConfigurationSlot": ["databases[].connectionString"]
#     "azure-native:web:WebAppConnectionStrings": ["properties"]
#     "azure-native:web:WebAppConnectionStringsSlot": ["properties"]
#     "azure-native:web:WebAppMetadata": ["properties"]
#     "azure-native:web:WebAppMetadataSlot": ["properties"]
#     "azure-native:web:WebAppRelayServiceConnection": ["entityConnectionString", "resourceConnectionString"]
#     "azure-native:web:WebAppRelayServiceConnectionSlot": ["entityConnectionString", "resourceConnectionString"]
#     "azure-native:web:WebAppSiteContainer": ["environmentVariables[].value", "passwordSecret"]
#     "azure-native:web:WebAppSiteContainerSlot": ["environmentVariables[].value", "passwordSecret"]
#     "azure-native:web:WebAppSlot": ["siteConfig.appSettings[].value", "siteConfig.connectionStrings[].connectionString"]
#     "azure-native:web:WebAppSourceControl": ["gitHubActionConfiguration.containerConfiguration.password"]
#     "azure-native:web:WebAppSourceControlSlot": ["gitHubActionConfiguration.containerConfiguration.password"]
#     "azure-native:workloads:ProviderInstance": ["providerSettings.dbPassword", "providerSettings.sapPassword"]
#     "azure-native:workloads:SapVirtualInstance": ["configuration.infrastructureConfiguration.applicationServer.virtualMachineConfiguration.osProfile.adminPassword", "configuration.infrastructureConfiguration.applicationServer.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey", "configuration.infrastructureConfiguration.centralServer.virtualMachineConfiguration.osProfile.adminPassword", "configuration.infrastructureConfiguration.centralServer.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey", "configuration.infrastructureConfiguration.databaseServer.virtualMachineConfiguration.osProfile.adminPassword", "configuration.infrastructureConfiguration.databaseServer.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey", "configuration.infrastructureConfiguration.virtualMachineConfiguration.osProfile.adminPassword", "configuration.infrastructureConfiguration.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey", "configuration.softwareConfiguration.highAvailabilitySoftwareConfiguration.fencingClientPassword", "configuration.softwareConfiguration.sshPrivateKey"]
package lib.secrets_azure

import rego.v1

# METADATA
# description: The kind of each property, by type and path.
# scope: document
paths := {
	"azure-native:aad:DomainService": {"domainSecuritySettings.syncKerberosPasswords": "secret", "domainSecuritySettings.syncNtlmPasswords": "secret", "domainSecuritySettings.syncOnPremPasswords": "secret", "ldapsSettings.pfxCertificatePassword": "secret", "resourceForestSettings.settings[].trustPassword": "secret"},
	"azure-native:aad:OuContainer": {"password": "secret"},
	"azure-native:agfoodplatform:Extension": {"additionalApiProperties": "map"},
	"azure-native:agricultureplatform:AgriService": {"properties.dataConnectorCredentials[].value": "key"},
	"azure-native:alertsmanagement:PrometheusRuleGroup": {"rules[].actions[].actionProperties": "map"},
	"azure-native:apimanagement:ApiManagementService": {"certificates[].certificatePassword": "secret", "customProperties": "map", "hostnameConfigurations[].certificatePassword": "secret"},
	"azure-native:apimanagement:AuthorizationProvider": {"oauth2.grantTypes.clientCredentials": "map"},
	"azure-native:apimanagement:AuthorizationServer": {"clientSecret": "secret", "resourceOwnerPassword": "secret"},
	"azure-native:apimanagement:Backend": {"proxy.password": "secret"},
	"azure-native:apimanagement:Cache": {"connectionString": "connection"},
	"azure-native:apimanagement:Certificate": {"password": "secret"},
	"azure-native:apimanagement:IdentityProvider": {"clientSecret": "secret"},
	"azure-native:apimanagement:Logger": {"credentials": "map"},
	"azure-native:apimanagement:NamedValue": {"value": "secret"},
	"azure-native:apimanagement:OpenIdConnectProvider": {"clientSecret": "secret"},
	"azure-native:apimanagement:Subscription": {"primaryKey": "secret", "secondaryKey": "secret"},
	"azure-native:apimanagement:User": {"password": "secret"},
	"azure-native:apimanagement:WorkspaceBackend": {"proxy.password": "secret"},
	"azure-native:apimanagement:WorkspaceCertificate": {"password": "secret"},
	"azure-native:apimanagement:WorkspaceLogger": {"credentials": "map"},
	"azure-native:apimanagement:WorkspaceSubscription": {"primaryKey": "secret", "secondaryKey": "secret"},
	"azure-native:app:Agent": {"properties.logConfiguration.applicationInsightsConfiguration.connectionString": "connection"},
	"azure-native:app:Build": {"configuration.environmentVariables[].value": "name"},
	"azure-native:app:Certificate": {"properties.password": "secret"},
	"azure-native:app:ConnectedEnvironment": {"customDomainConfiguration.certificatePassword": "secret", "daprAIConnectionString": "connection"},
	"azure-native:app:ConnectedEnvironmentsCertificate": {"properties.password": "secret"},
	"azure-native:app:ConnectedEnvironmentsDaprComponent": {"secrets[].value": "name"},
	"azure-native:app:ConnectedEnvironmentsStorage": {"properties.azureFile.accountKey": "secret", "properties.smb.password": "secret"},
	"azure-native:app:ContainerApp": {"configuration.secrets[].value": "secret", "template.containers[].args": "script", "template.containers[].command": "script", "template.containers[].env[].value": "name", "template.initContainers[].args": "script", "template.initContainers[].command": "script", "template.initContainers[].env[].value": "name"},
	"azure-native:app:ContainerAppsSessionPool": {"customContainerTemplate.containers[].args": "script", "customContainerTemplate.containers[].command": "script", "customContainerTemplate.containers[].env[].value": "name", "secrets[].value": "name"},
	"azure-native:app:ContainerAppsSourceControl": {"githubActionConfiguration.azureCredentials.clientSecret": "secret", "githubActionConfiguration.buildEnvironmentVariables[].value": "name", "githubActionConfiguration.githubPersonalAccessToken": "secret", "githubActionConfiguration.registryInfo.registryPassword": "secret"},
	"azure-native:app:DaprComponent": {"secrets[].value": "name"},
	"azure-native:app:Job": {"configuration.secrets[].value": "secret", "template.containers[].args": "script", "template.containers[].command": "script", "template.containers[].env[].value": "name", "template.initContainers[].args": "script", "template.initContainers[].command": "script", "template.initContainers[].env[].value": "name"},
	"azure-native:app:ManagedEnvironment": {"appInsightsConfiguration.connectionString": "connection", "appLogsConfiguration.logAnalyticsConfiguration.sharedKey": "secret", "customDomainConfiguration.certificatePassword": "secret", "daprAIConnectionString": "connection"},
	"azure-native:app:ManagedEnvironmentsStorage": {"properties.azureFile.accountKey": "secret"},
	"azure-native:appplatform:ApiPortal": {"properties.ssoProperties.clientSecret": "secret"},
	"azure-native:appplatform:Apm": {"properties.properties": "map", "properties.secrets": "map"},
	"azure-native:appplatform:App": {"properties.secrets[].value": "name"},
	"azure-native:appplatform:BuildServiceBuild": {"properties.env": "map"},
	"azure-native:appplatform:BuildpackBinding": {"properties.launchProperties.properties": "map", "properties.launchProperties.secrets": "map"},
	"azure-native:appplatform:ConfigServer": {"properties.configServer.gitProperty.password": "secret", "properties.configServer.gitProperty.privateKey": "secret", "properties.configServer.gitProperty.repositories[].password": "secret", "properties.configServer.gitProperty.repositories[].privateKey": "secret"},
	"azure-native:appplatform:ConfigurationService": {"properties.settings.gitProperty.repositories[].password": "secret", "properties.settings.gitProperty.repositories[].privateKey": "secret"},
	"azure-native:appplatform:ContainerRegistry": {"properties.credentials.password": "secret"},
	"azure-native:appplatform:CustomizedAccelerator": {"properties.gitRepository.authSetting.password": "secret", "properties.gitRepository.authSetting.privateKey": "secret"},
	"azure-native:appplatform:Deployment": {"properties.deploymentSettings.environmentVariables": "map", "properties.deploymentSettings.livenessProbe.probeAction.command": "script", "properties.deploymentSettings.readinessProbe.probeAction.command": "script", "properties.deploymentSettings.startupProbe.probeAction.command": "script", "properties.source.customContainer.args": "script", "properties.source.customContainer.command": "script", "properties.source.customContainer.imageRegistryCredential.password": "secret"},
	"azure-native:appplatform:DevToolPortal": {"properties.ssoProperties.clientSecret": "secret"},
	"azure-native:appplatform:Gateway": {"properties.environmentVariables.properties": "map", "properties.environmentVariables.secrets": "map", "properties.ssoProperties.clientSecret": "secret"},
	"azure-native:appplatform:Job": {"properties.source.customContainer.args": "script", "properties.source.customContainer.command": "script", "properties.source.customContainer.imageRegistryCredential.password": "secret", "properties.template.args": "script", "properties.template.environmentVariables[].value": "name"},
	"azure-native:appplatform:Storage": {"properties.accountKey": "secret"},
	"azure-native:automation:Credential": {"password": "secret"},
	"azure-native:automation:SourceControl": {"securityToken.accessToken": "secret", "securityToken.refreshToken": "secret"},
	"azure-native:avs:Addon": {"properties.licenseKey": "secret"},
	"azure-native:avs:GlobalReachConnection": {"authorizationKey": "secret"},
	"azure-native:avs:License": {"properties.licenseKey": "secret"},
	"azure-native:avs:PrivateCloud": {"identitySources[].password": "secret", "nsxtPassword": "secret", "vcenterPassword": "secret"},
	"azure-native:avs:ScriptExecution": {"hiddenParameters[].password": "secret", "hiddenParameters[].secureValue": "secret", "parameters[].password": "secret", "parameters[].secureValue": "secret"},
	"azure-native:azurearcdata:ActiveDirectoryConnector": {"properties.domainServiceAccountLoginInformation.password": "secret"},
	"azure-native:azurearcdata:DataController": {"properties.basicLoginInformation.password": "secret", "properties.logAnalyticsWorkspaceConfig.primaryKey": "secret", "properties.logsDashboardCredential.password": "secret", "properties.metricsDashboardCredential.password": "secret", "properties.uploadServicePrincipal.clientSecret": "secret"},
	"azure-native:azurearcdata:PostgresInstance": {"properties.basicLoginInformation.password": "secret"},
	"azure-native:azurearcdata:SqlManagedInstance": {"properties.basicLoginInformation.password": "secret", "properties.k8sRaw.spec.security.adminLoginSecret": "secret", "properties.k8sRaw.spec.security.serviceCertificateSecret": "secret", "properties.k8sRaw.spec.security.transparentDataEncryption.protectorSecret": "secret"},
	"azure-native:azuredatatransfer:Flow": {"properties.passphrase": "secret"},
	"azure-native:azurefleet:Fleet": {"additionalLocationsProfile.locationProfiles[].virtualMachineProfileOverride.osProfile.adminPassword": "secret", "additionalLocationsProfile.locationProfiles[].virtualMachineProfileOverride.osProfile.customData": "script", "additionalLocationsProfile.locationProfiles[].virtualMachineProfileOverride.userData": "script", "computeProfile.baseVirtualMachineProfile.osProfile.adminPassword": "secret", "computeProfile.baseVirtualMachineProfile.osProfile.customData": "script", "computeProfile.baseVirtualMachineProfile.userData": "script"},
	"azure-native:azurestack:Registration": {"registrationToken": "secret"},
	"azure-native:azurestackhci:DeploymentSetting": {"deploymentConfiguration.scaleUnits[].sbePartnerInfo.partnerProperties[].value": "name"},
	"azure-native:azurestackhci:GuestAgent": {"credentials.password": "secret"},
	"azure-native:azurestackhci:VirtualMachine": {"osProfile.adminPassword": "secret"},
	"azure-native:azurestackhci:VirtualMachineInstance": {"osProfile.adminPassword": "secret"},
	"azure-native:batch:Pool": {"deploymentConfiguration.virtualMachineConfiguration.containerConfiguration.containerRegistries[].password": "secret", "mountConfiguration[].azureBlobFileSystemConfiguration.accountKey": "secret", "mountConfiguration[].azureFileShareConfiguration.accountKey": "secret", "mountConfiguration[].cifsMountConfiguration.password": "secret", "startTask.containerSettings.registry.password": "secret", "startTask.environmentSettings[].value": "name", "userAccounts[].linuxUserConfiguration.sshPrivateKey": "secret", "userAccounts[].password": "secret"},
	"azure-native:botservice:Bot": {"properties.allSettings": "map", "properties.developerAppInsightsApiKey": "secret"},
	"azure-native:botservice:BotConnection": {"properties.clientSecret": "secret"},
	"azure-native:botservice:Channel": {"properties.properties.accessToken": "secret", "properties.properties.apiConfigurations[].cognitiveServiceSubscriptionKey": "secret", "properties.properties.apiKey": "secret", "properties.properties.appSecret": "secret", "properties.properties.authToken": "secret", "properties.properties.clientSecret": "secret", "properties.properties.cognitiveServiceSubscriptionKey": "secret", "properties.properties.lineRegistrations[].channelAccessToken": "secret", "properties.properties.lineRegistrations[].channelSecret": "secret", "properties.properties.pages[].accessToken": "secret", "properties.properties.password": "secret", "properties.properties.phoneNumbers[].acsSecret": "secret", "properties.properties.phoneNumbers[].cognitiveServiceSubscriptionKey": "secret", "properties.properties.signingSecret": "secret"},
	"azure-native:cdn:AFDCustomDomain": {"extendedProperties": "map"},
	"azure-native:cdn:Policy": {"extendedProperties": "map"},
	"azure-native:cloudhealth:Entity": {"properties.icon.customData": "script"},
	"azure-native:cognitiveservices:Account": {"properties.apiProperties.eventHubConnectionString": "connection", "properties.apiProperties.storageAccountConnectionString": "connection"},
	"azure-native:cognitiveservices:AccountConnection": {"properties.credentials.clientSecret": "secret", "properties.credentials.developerToken": "secret", "properties.credentials.password": "secret", "properties.credentials.refreshToken": "secret", "properties.credentials.secretAccessKey": "secret", "properties.credentials.securityToken": "secret"},
	"azure-native:cognitiveservices:ProjectConnection": {"properties.credentials.clientSecret": "secret", "properties.credentials.developerToken": "secret", "properties.credentials.password": "secret", "properties.credentials.refreshToken": "secret", "properties.credentials.secretAccessKey": "secret", "properties.credentials.securityToken": "secret"},
	"azure-native:community:CommunityTraining": {"identityConfiguration.clientSecret": "secret"},
	"azure-native:compute:GalleryApplication": {"customActions[].script": "script"},
	"azure-native:compute:GalleryApplicationVersion": {"publishingProfile.advancedSettings": "map", "publishingProfile.customActions[].script": "script"},
	"azure-native:compute:VirtualMachine": {"osProfile.adminPassword": "secret", "osProfile.customData": "script", "userData": "script"},
	"azure-native:compute:VirtualMachineExtension": {"settings.commandToExecute": "script"},
	"azure-native:compute:VirtualMachineRunCommandByVirtualMachine": {"runAsPassword": "secret", "source.script": "script"},
	"azure-native:compute:VirtualMachineScaleSet": {"virtualMachineProfile.osProfile.adminPassword": "secret", "virtualMachineProfile.osProfile.customData": "script", "virtualMachineProfile.userData": "script"},
	"azure-native:compute:VirtualMachineScaleSetVM": {"osProfile.adminPassword": "secret", "osProfile.customData": "script", "userData": "script"},
	"azure-native:compute:VirtualMachineScaleSetVMRunCommand": {"runAsPassword": "secret", "source.script": "script"},
	"azure-native:computebulkactions:BulkAction": {"properties.computeProfile.virtualMachineProfile.osProfile.adminPassword": "secret", "properties.computeProfile.virtualMachineProfile.osProfile.customData": "script", "properties.computeProfile.virtualMachineProfile.userData": "script"},
	"azure-native:confluent:Connector": {"connectorServiceTypeInfo.cosmosMasterKey": "secret", "connectorServiceTypeInfo.storageAccountKey": "secret", "connectorServiceTypeInfo.synapseSqlPassword": "secret", "partnerConnectorInfo.apiKey": "secret", "partnerConnectorInfo.apiSecret": "secret"},
	"azure-native:connectedvmwarevsphere:GuestAgent": {"credentials.password": "secret", "credentials.privateKey": "secret"},
	"azure-native:connectedvmwarevsphere:VCenter": {"credentials.password": "secret"},
	"azure-native:connectedvmwarevsphere:VMInstanceGuestAgent": {"credentials.password": "secret", "credentials.privateKey": "secret"},
	"azure-native:connectedvmwarevsphere:VirtualMachine": {"osProfile.adminPassword": "secret"},
	"azure-native:connectedvmwarevsphere:VirtualMachineInstance": {"osProfile.adminPassword": "secret", "osProfile.windowsConfiguration.domainUserPassword": "secret"},
	"azure-native:containerinstance:CGProfile": {"containers[].command": "script", "containers[].environmentVariables[].secureValue": "secret", "containers[].environmentVariables[].value": "name", "containers[].livenessProbe.exec.command": "script", "containers[].readinessProbe.exec.command": "script", "imageRegistryCredentials[].password": "secret", "initContainers[].command": "script", "initContainers[].environmentVariables[].secureValue": "secret", "initContainers[].environmentVariables[].value": "name", "volumes[].azureFile.storageAccountKey": "secret"},
	"azure-native:containerinstance:ContainerGroup": {"containers[].command": "script", "containers[].environmentVariables[].secureValue": "secret", "containers[].environmentVariables[].value": "name", "containers[].livenessProbe.exec.command": "script", "containers[].readinessProbe.exec.command": "script", "imageRegistryCredentials[].password": "secret", "initContainers[].command": "script", "initContainers[].environmentVariables[].secureValue": "secret", "initContainers[].environmentVariables[].value": "name", "volumes[].azureFile.storageAccountKey": "secret"},
	"azure-native:containerinstance:ContainerGroupProfile": {"containers[].command": "script", "containers[].environmentVariables[].secureValue": "secret", "containers[].environmentVariables[].value": "name", "containers[].livenessProbe.exec.command": "script", "containers[].readinessProbe.exec.command": "script", "imageRegistryCredentials[].password": "secret", "initContainers[].command": "script", "initContainers[].environmentVariables[].secureValue": "secret", "initContainers[].environmentVariables[].value": "name", "volumes[].azureFile.storageAccountKey": "secret"},
	"azure-native:containerinstance:NGroup": {"containerGroupProfiles[].containerGroupProperties.volumes[].azureFile.storageAccountKey": "secret"},
	"azure-native:containerregistry:Task": {"step.contextAccessToken": "secret", "trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.refreshToken": "secret"},
	"azure-native:containerservice:ManagedCluster": {"aadProfile.serverAppSecret": "secret", "servicePrincipalProfile.secret": "secret", "windowsProfile.adminPassword": "secret"},
	"azure-native:cosmosdb:CassandraCluster": {"properties.initialCassandraAdminPassword": "secret"},
	"azure-native:cosmosdb:CassandraDataCenter": {"properties.authenticationMethodLdapProperties.serviceUserPassword": "secret"},
	"azure-native:cosmosdb:DatabaseAccountCassandraKeyspace": {"options": "map"},
	"azure-native:cosmosdb:DatabaseAccountCassandraTable": {"options": "map"},
	"azure-native:cosmosdb:DatabaseAccountGremlinDatabase": {"options": "map"},
	"azure-native:cosmosdb:DatabaseAccountGremlinGraph": {"options": "map"},
	"azure-native:cosmosdb:DatabaseAccountMongoDBCollection": {"options": "map"},
	"azure-native:cosmosdb:DatabaseAccountMongoDBDatabase": {"options": "map"},
	"azure-native:cosmosdb:DatabaseAccountSqlContainer": {"options": "map"},
	"azure-native:cosmosdb:DatabaseAccountSqlDatabase": {"options": "map"},
	"azure-native:cosmosdb:DatabaseAccountTable": {"options": "map"},
	"azure-native:cosmosdb:MongoCluster": {"administratorLoginPassword": "secret"},
	"azure-native:cosmosdb:MongoDBResourceMongoUserDefinition": {"customData": "script", "password": "secret"},
	"azure-native:costmanagement:Export": {"deliveryInfo.destination.sasToken": "secret"},
	"azure-native:customerinsights:Connector": {"connectorProperties": "map"},
	"azure-native:dashboard:Grafana": {"properties.apiKey": "secret", "properties.grafanaConfigurations.smtp.password": "secret"},
	"azure-native:databox:Job": {"details.dataExportDetails[].accountDetails.sharePassword": "secret", "details.dataImportDetails[].accountDetails.sharePassword": "secret", "details.devicePassword": "secret"},
	"azure-native:databoxedge:StorageAccountCredential": {"connectionString": "connection"},
	"azure-native:datadog:Monitor": {"properties.datadogOrganizationProperties.apiKey": "secret"},
	"azure-native:datafactory:ChangeDataCapture": {"sourceConnectionsInfo[].connection.commonDslConnectorProperties[].value": "name", "sourceConnectionsInfo[].sourceEntities[].dslConnectorProperties[].value": "name", "targetConnectionsInfo[].connection.commonDslConnectorProperties[].value": "name", "targetConnectionsInfo[].targetEntities[].dslConnectorProperties[].value": "name"},
	"azure-native:datafactory:DataFlow": {"properties.script": "script", "properties.sources[].script": "script"},
	"azure-native:datafactory:GlobalParameter": {"properties": "map"},
	"azure-native:datafactory:IntegrationRuntime": {"properties.computeProperties.dataFlowProperties.customProperties[].value": "name"},
	"azure-native:datafactory:LinkedService": {"properties.accountKey": "secret", "properties.connectionString": "connection", "properties.sasUri": "secret", "properties.sslPassword": "secret"},
	"azure-native:datalakeanalytics:Account": {"storageAccounts[].accessKey": "secret"},
	"azure-native:datamigration:DatabaseMigrationsMongoToCosmosDbRUMongo": {"sourceMongoConnection.connectionString": "connection", "sourceMongoConnection.password": "secret", "targetMongoConnection.connectionString": "connection", "targetMongoConnection.password": "secret"},
	"azure-native:datamigration:DatabaseMigrationsMongoToCosmosDbvCoreMongo": {"sourceMongoConnection.connectionString": "connection", "sourceMongoConnection.password": "secret", "targetMongoConnection.connectionString": "connection", "targetMongoConnection.password": "secret"},
	"azure-native:datamigration:DatabaseMigrationsSqlDb": {"properties.sourceSqlConnection.password": "secret", "properties.targetSqlConnection.password": "secret"},
	"azure-native:datamigration:DatabaseMigrationsSqlMi": {"properties.backupConfiguration.sourceLocation.azureBlob.accountKey": "secret", "properties.backupConfiguration.sourceLocation.fileShare.password": "secret", "properties.backupConfiguration.targetLocation.accountKey": "secret", "properties.sourceSqlConnection.password": "secret"},
	"azure-native:datamigration:DatabaseMigrationsSqlVm": {"properties.backupConfiguration.sourceLocation.azureBlob.accountKey": "secret", "properties.backupConfiguration.sourceLocation.fileShare.password": "secret", "properties.backupConfiguration.targetLocation.accountKey": "secret", "properties.sourceSqlConnection.password": "secret"},
	"azure-native:datamigration:Project": {"sourceConnectionInfo.connectionString": "connection", "sourceConnectionInfo.password": "secret", "targetConnectionInfo.connectionString": "connection", "targetConnectionInfo.password": "secret"},
	"azure-native:datamigration:ServiceTask": {"properties.input.backupBlobShare.sasUri": "secret", "properties.input.backupFileShare.password": "secret", "properties.input.connectionInfo.password": "secret", "properties.input.connectionString": "connection", "properties.input.optionalAgentSettings": "map", "properties.input.password": "secret", "properties.input.selectedCertificates[].password": "secret", "properties.input.selectedDatabases[].backupFileShare.password": "secret", "properties.input.source.connectionString": "connection", "properties.input.source.password": "secret", "properties.input.sourceConnectionInfo.password": "secret", "properties.input.target.connectionString": "connection", "properties.input.target.password": "secret", "properties.input.targetConnectionInfo.password": "secret"},
	"azure-native:datamigration:Task": {"properties.input.backupBlobShare.sasUri": "secret", "properties.input.backupFileShare.password": "secret", "properties.input.connectionInfo.password": "secret", "properties.input.connectionString": "connection", "properties.input.optionalAgentSettings": "map", "properties.input.password": "secret", "properties.input.selectedCertificates[].password": "secret", "properties.input.selectedDatabases[].backupFileShare.password": "secret", "properties.input.source.connectionString": "connection", "properties.input.source.password": "secret", "properties.input.sourceConnectionInfo.password": "secret", "properties.input.target.connectionString": "connection", "properties.input.target.password": "secret", "properties.input.targetConnectionInfo.password": "secret"},
	"azure-native:dbformariadb:Server": {"properties.administratorLoginPassword": "secret"},
	"azure-native:dbformysql:SingleServer": {"properties.administratorLoginPassword": "secret"},
	"azure-native:dbforpostgresql:Migration": {"secretParameters.adminCredentials.sourceServerPassword": "secret", "secretParameters.adminCredentials.targetServerPassword": "secret"},
	"azure-native:dbforpostgresql:ServerGroupCluster": {"administratorLoginPassword": "secret"},
	"azure-native:dbforpostgresql:ServerGroupRole": {"password": "secret"},
	"azure-native:dbforpostgresql:SingleServer": {"properties.administratorLoginPassword": "secret"},
	"azure-native:dbforpostgresql:SingleServerServerSecurityAlertPolicy": {"storageAccountAccessKey": "secret"},
	"azure-native:devcenter:NetworkConnection": {"domainPassword": "secret"},
	"azure-native:deviceprovisioningservices:IotDpsResource": {"properties.authorizationPolicies[].primaryKey": "secret", "properties.authorizationPolicies[].secondaryKey": "secret", "properties.iotHubs[].connectionString": "connection"},
	"azure-native:deviceupdate:Instance": {"diagnosticStorageProperties.connectionString": "connection"},
	"azure-native:devtestlab:ArtifactSource": {"securityToken": "secret"},
	"azure-native:devtestlab:Formula": {"formulaContent.password": "secret"},
	"azure-native:devtestlab:Lab": {"extendedProperties": "map"},
	"azure-native:devtestlab:VirtualMachine": {"password": "secret"},
	"azure-native:digitaltwins:DigitalTwinsEndpoint": {"properties.connectionStringPrimaryKey": "secret", "properties.connectionStringSecondaryKey": "secret", "properties.deadLetterSecret": "secret", "properties.primaryConnectionString": "connection", "properties.secondaryConnectionString": "connection"},
	"azure-native:discovery:Tool": {"properties.environmentVariables": "map"},
	"azure-native:engagementfabric:Channel": {"credentials": "map"},
	"azure-native:eventhub:SchemaRegistry": {"groupProperties": "map"},
	"azure-native:hdinsight:Application": {"properties.computeProfile.roles[].osProfile.linuxOperatingSystemProfile.password": "secret"},
	"azure-native:hdinsight:Cluster": {"properties.computeProfile.roles[].osProfile.linuxOperatingSystemProfile.password": "secret", "properties.securityProfile.domainUserPassword": "secret"},
	"azure-native:hdinsight:Extension": {"primaryKey": "secret"},
	"azure-native:hdinsight:ExtensionAzureMonitorAgentStatus": {"primaryKey": "secret"},
	"azure-native:hdinsight:ExtensionAzureMonitorStatus": {"primaryKey": "secret"},
	"azure-native:hdinsight:ExtensionMonitoringStatus": {"primaryKey": "secret"},
	"azure-native:horizondb:HorizonDbCluster": {"properties.administratorLoginPassword": "secret"},
	"azure-native:hybridcloud:CloudConnection": {"sharedKey": "secret"},
	"azure-native:hybridcompute:MachineRunCommand": {"runAsPassword": "secret", "source.script": "script"},
	"azure-native:hybridconnectivity:SolutionConfiguration": {"solutionSettings": "map"},
	"azure-native:hybridnetwork:VendorSkus": {"networkFunctionTemplate.networkFunctionRoleConfigurations[].osProfile.customData": "script"},
	"azure-native:iothub:IotHubResource": {"properties.authorizationPolicies[].primaryKey": "secret", "properties.authorizationPolicies[].secondaryKey": "secret", "properties.routing.endpoints.cosmosDBSqlContainers[].primaryKey": "secret", "properties.routing.endpoints.cosmosDBSqlContainers[].secondaryKey": "secret", "properties.routing.endpoints.eventHubs[].connectionString": "connection", "properties.routing.endpoints.serviceBusQueues[].connectionString": "connection", "properties.routing.endpoints.serviceBusTopics[].connectionString": "connection", "properties.routing.endpoints.storageContainers[].connectionString": "connection"},
	"azure-native:iotoperations:AkriConnectorTemplate": {"properties.runtimeConfiguration.managedConfigurationSettings.secrets[].secretKey": "secret"},
	"azure-native:keyvault:Secret": {"properties.value": "secret"},
	"azure-native:kubernetesconfiguration:Extension": {"configurationProtectedSettings": "map", "configurationSettings": "map"},
	"azure-native:kubernetesconfiguration:FluxConfiguration": {"azureBlob.accountKey": "secret", "azureBlob.sasToken": "secret", "azureBlob.servicePrincipal.clientCertificatePassword": "secret", "azureBlob.servicePrincipal.clientSecret": "secret", "bucket.accessKey": "secret", "configurationProtectedSettings": "map"},
	"azure-native:kubernetesconfiguration:SourceControlConfiguration": {"configurationProtectedSettings": "map"},
	"azure-native:kubernetesruntime:StorageClass": {"typeProperties.azureStorageAccountKey": "secret", "typeProperties.password": "secret"},
	"azure-native:kusto:Script": {"scriptContent": "script", "scriptUrlSasToken": "secret"},
	"azure-native:labservices:Lab": {"virtualMachineProfile.adminUser.password": "secret", "virtualMachineProfile.nonAdminUser.password": "secret"},
	"azure-native:logic:IntegrationAccountAgreement": {"content.edifact.receiveAgreement.protocolSettings.envelopeOverrides[].applicationPassword": "secret", "content.edifact.receiveAgreement.protocolSettings.envelopeSettings.groupApplicationPassword": "secret", "content.edifact.sendAgreement.protocolSettings.envelopeOverrides[].applicationPassword": "secret", "content.edifact.sendAgreement.protocolSettings.envelopeSettings.groupApplicationPassword": "secret"},
	"azure-native:machinelearningservices:BatchDeployment": {"properties.deploymentConfiguration.settings": "map", "properties.environmentVariables": "map", "properties.properties": "map", "properties.resources.properties": "map"},
	"azure-native:machinelearningservices:BatchEndpoint": {"properties.keys.primaryKey": "secret", "properties.keys.secondaryKey": "secret", "properties.properties": "map"},
	"azure-native:machinelearningservices:CapabilityHost": {"properties.properties": "map"},
	"azure-native:machinelearningservices:CodeContainer": {"properties.properties": "map"},
	"azure-native:machinelearningservices:CodeVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:ComponentContainer": {"properties.properties": "map"},
	"azure-native:machinelearningservices:ComponentVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:Compute": {"properties.properties.administratorAccount.password": "secret", "properties.properties.customServices[].environmentVariables": "map", "properties.properties.databricksAccessToken": "secret", "properties.properties.relayConnectionString": "connection", "properties.properties.serviceBusConnectionString": "connection", "properties.properties.userAccountCredentials.adminUserPassword": "secret"},
	"azure-native:machinelearningservices:DataContainer": {"properties.properties": "map"},
	"azure-native:machinelearningservices:DataVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:Datastore": {"properties.credentials.secrets.clientSecret": "secret", "properties.credentials.secrets.sasToken": "secret", "properties.properties": "map"},
	"azure-native:machinelearningservices:EnvironmentContainer": {"properties.properties": "map"},
	"azure-native:machinelearningservices:EnvironmentVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:FeaturesetContainerEntity": {"properties.properties": "map"},
	"azure-native:machinelearningservices:FeaturesetVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:FeaturestoreEntityContainerEntity": {"properties.properties": "map"},
	"azure-native:machinelearningservices:FeaturestoreEntityVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:Job": {"properties.args": "script", "properties.command": "script", "properties.environmentVariables": "map", "properties.properties": "map", "properties.resources.properties": "map", "properties.trial.command": "script", "properties.trial.environmentVariables": "map", "properties.trial.resources.properties": "map"},
	"azure-native:machinelearningservices:MachineLearningDatastore": {"accountKey": "secret", "clientSecret": "secret", "password": "secret", "sasToken": "secret"},
	"azure-native:machinelearningservices:ModelContainer": {"properties.properties": "map"},
	"azure-native:machinelearningservices:ModelVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:OnlineDeployment": {"properties.environmentVariables": "map", "properties.properties": "map"},
	"azure-native:machinelearningservices:OnlineEndpoint": {"properties.keys.primaryKey": "secret", "properties.keys.secondaryKey": "secret", "properties.properties": "map"},
	"azure-native:machinelearningservices:RegistryCodeContainer": {"properties.properties": "map"},
	"azure-native:machinelearningservices:RegistryCodeVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:RegistryComponentContainer": {"properties.properties": "map"},
	"azure-native:machinelearningservices:RegistryComponentVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:RegistryDataContainer": {"properties.properties": "map"},
	"azure-native:machinelearningservices:RegistryDataVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:RegistryEnvironmentContainer": {"properties.properties": "map"},
	"azure-native:machinelearningservices:RegistryEnvironmentVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:RegistryModelContainer": {"properties.properties": "map"},
	"azure-native:machinelearningservices:RegistryModelVersion": {"properties.properties": "map"},
	"azure-native:machinelearningservices:Schedule": {"properties.action.jobDefinition.args": "script", "properties.action.jobDefinition.command": "script", "properties.action.jobDefinition.environmentVariables": "map", "properties.action.jobDefinition.properties": "map", "properties.action.jobDefinition.resources.properties": "map", "properties.action.jobDefinition.trial.command": "script", "properties.action.jobDefinition.trial.environmentVariables": "map", "properties.action.jobDefinition.trial.resources.properties": "map", "properties.properties": "map"},
	"azure-native:machinelearningservices:WorkspaceConnection": {"properties.credentials.clientSecret": "secret", "properties.credentials.developerToken": "secret", "properties.credentials.password": "secret", "properties.credentials.refreshToken": "secret", "properties.credentials.secretAccessKey": "secret", "properties.credentials.securityToken": "secret"},
	"azure-native:maintenance:MaintenanceConfiguration": {"extensionProperties": "map"},
	"azure-native:managednetworkfabric:NetworkFabric": {"terminalServerConfiguration.password": "secret"},
	"azure-native:managednetworkfabric:NetworkFabricController": {"infrastructureExpressRouteConnections[].expressRouteAuthorizationKey": "secret", "workloadExpressRouteConnections[].expressRouteAuthorizationKey": "secret"},
	"azure-native:migrate:WorkloadDeployment": {"properties.customProperties.iisAksWorkloadDeploymentProperties.authenticationProperties.domainAdminPassword": "secret", "properties.customProperties.iisAksWorkloadDeploymentProperties.authenticationProperties.gmsaUserPassword": "secret"},
	"azure-native:mongocluster:MongoCluster": {"properties.administrator.password": "secret"},
	"azure-native:monitor:ActivityLogAlert": {"actions.actionGroups[].webhookProperties": "map"},
	"azure-native:monitor:AutoscaleSetting": {"notifications[].webhooks[].properties": "map"},
	"azure-native:monitor:Entity": {"properties.icon.customData": "script"},
	"azure-native:monitor:MetricAlert": {"actions[].webHookProperties": "map"},
	"azure-native:monitor:ScheduledQueryRule": {"actions.actionProperties": "map", "actions.customProperties": "map"},
	"azure-native:netapp:Account": {"activeDirectories[].password": "secret"},
	"azure-native:network:ApplicationGateway": {"sslCertificates[].password": "secret"},
	"azure-native:network:AzureFirewall": {"additionalProperties": "map"},
	"azure-native:network:ExpressRouteCircuit": {"authorizationKey": "secret", "authorizations[].authorizationKey": "secret", "peerings[].connections[].authorizationKey": "secret", "peerings[].sharedKey": "secret", "serviceKey": "secret"},
	"azure-native:network:ExpressRouteCrossConnectionPeering": {"sharedKey": "secret"},
	"azure-native:network:ExpressRouteGateway": {"expressRouteConnections[].authorizationKey": "secret"},
	"azure-native:network:P2sVpnServerConfiguration": {"properties.radiusServerSecret": "secret"},
	"azure-native:network:VirtualNetworkGatewayConnection": {"authorizationKey": "secret", "sharedKey": "secret", "virtualNetworkGateway1.vpnClientConfiguration.radiusServerSecret": "secret", "virtualNetworkGateway1.vpnClientConfiguration.radiusServers[].radiusServerSecret": "secret", "virtualNetworkGateway2.vpnClientConfiguration.radiusServerSecret": "secret", "virtualNetworkGateway2.vpnClientConfiguration.radiusServers[].radiusServerSecret": "secret"},
	"azure-native:network:VpnGateway": {"connections[].sharedKey": "secret", "connections[].vpnLinkConnections[].sharedKey": "secret"},
	"azure-native:network:VpnServerConfiguration": {"properties.radiusServerSecret": "secret", "properties.radiusServers[].radiusServerSecret": "secret"},
	"azure-native:networkcloud:BareMetalMachine": {"bmcConnectionString": "connection", "bmcCredentials.password": "secret"},
	"azure-native:networkcloud:Cluster": {"aggregatorOrSingleRackDefinition.bareMetalMachineConfigurationData[].bmcCredentials.password": "secret", "aggregatorOrSingleRackDefinition.storageApplianceConfigurationData[].adminCredentials.password": "secret", "clusterServicePrincipal.password": "secret", "computeRackDefinitions[].bareMetalMachineConfigurationData[].bmcCredentials.password": "secret", "computeRackDefinitions[].storageApplianceConfigurationData[].adminCredentials.password": "secret"},
	"azure-native:networkcloud:KubernetesCluster": {"networkConfiguration.bgpServiceLoadBalancerConfiguration.bgpPeers[].password": "secret"},
	"azure-native:networkcloud:KubernetesClusterFeature": {"options[].value": "key"},
	"azure-native:networkcloud:StorageAppliance": {"administratorCredentials.password": "secret"},
	"azure-native:networkcloud:VirtualMachine": {"userData": "script", "vmImageRepositoryCredentials.password": "secret"},
	"azure-native:notificationhubs:Namespace": {"pnsCredentials.admCredential.clientSecret": "secret", "pnsCredentials.baiduCredential.baiduApiKey": "secret", "pnsCredentials.baiduCredential.baiduSecretKey": "secret", "pnsCredentials.browserCredential.vapidPrivateKey": "secret", "pnsCredentials.fcmV1Credential.privateKey": "secret", "pnsCredentials.gcmCredential.googleApiKey": "secret", "pnsCredentials.wnsCredential.secretKey": "secret", "pnsCredentials.xiaomiCredential.appSecret": "secret"},
	"azure-native:notificationhubs:NamespaceAuthorizationRule": {"primaryKey": "secret", "secondaryKey": "secret"},
	"azure-native:notificationhubs:NotificationHub": {"admCredential.clientSecret": "secret", "baiduCredential.baiduApiKey": "secret", "baiduCredential.baiduSecretKey": "secret", "browserCredential.vapidPrivateKey": "secret", "fcmV1Credential.privateKey": "secret", "gcmCredential.googleApiKey": "secret", "wnsCredential.secretKey": "secret", "xiaomiCredential.appSecret": "secret"},
	"azure-native:notificationhubs:NotificationHubAuthorizationRule": {"primaryKey": "secret", "secondaryKey": "secret"},
	"azure-native:portal:Dashboard": {"properties.lenses[].parts[].metadata.settings": "map"},
	"azure-native:programmableconnectivity:OperatorApiConnection": {"appSecret": "secret"},
	"azure-native:providerhub:CustomRollout": {"properties.specification.resourceTypeRegistrations[].properties.resourceConcurrencyControlOptions": "map"},
	"azure-native:providerhub:DefaultRollout": {"properties.specification.resourceTypeRegistrations[].properties.resourceConcurrencyControlOptions": "map"},
	"azure-native:recommendationsservice:Account": {"properties.reportsConnectionString": "connection"},
	"azure-native:recommendationsservice:Modeling": {"properties.inputData.connectionString": "connection"},
	"azure-native:redhatopenshift:OpenShiftCluster": {"clusterProfile.pullSecret": "secret", "servicePrincipalProfile.clientSecret": "secret"},
	"azure-native:redis:Redis": {"redisConfiguration.rdbStorageConnectionString": "connection", "tenantSettings": "map"},
	"azure-native:redisenterprise:Database": {"modules[].args": "script"},
	"azure-native:resources:AzureCliScript": {"arguments": "script", "environmentVariables[].secureValue": "secret", "environmentVariables[].value": "name", "scriptContent": "script", "storageAccountSettings.storageAccountKey": "secret"},
	"azure-native:resources:AzurePowerShellScript": {"arguments": "script", "environmentVariables[].secureValue": "secret", "environmentVariables[].value": "name", "scriptContent": "script", "storageAccountSettings.storageAccountKey": "secret"},
	"azure-native:scheduler:Job": {"properties.action.errorAction.queueMessage.sasToken": "secret", "properties.action.errorAction.request.authentication.password": "secret", "properties.action.errorAction.request.authentication.secret": "secret", "properties.action.errorAction.serviceBusQueueMessage.customMessageProperties": "map", "properties.action.errorAction.serviceBusTopicMessage.customMessageProperties": "map", "properties.action.queueMessage.sasToken": "secret", "properties.action.request.authentication.password": "secret", "properties.action.request.authentication.secret": "secret", "properties.action.serviceBusQueueMessage.customMessageProperties": "map", "properties.action.serviceBusTopicMessage.customMessageProperties": "map"},
	"azure-native:scom:Instance": {"properties.domainUserCredentials.passwordSecret": "secret"},
	"azure-native:scvmm:GuestAgent": {"credentials.password": "secret"},
	"azure-native:scvmm:VMInstanceGuestAgent": {"credentials.password": "secret"},
	"azure-native:scvmm:VirtualMachine": {"osProfile.adminPassword": "secret"},
	"azure-native:scvmm:VirtualMachineInstance": {"osProfile.adminPassword": "secret"},
	"azure-native:scvmm:VmmServer": {"credentials.password": "secret"},
	"azure-native:security:Assessment": {"metadata.partnerData.secret": "secret", "partnersData.secret": "secret"},
	"azure-native:security:AssessmentMetadataInSubscription": {"partnerData.secret": "secret"},
	"azure-native:security:Automation": {"actions[].connectionString": "connection"},
	"azure-native:security:SecurityConnector": {"environmentData.authentication.accessToken": "secret"},
	"azure-native:securityinsights:RestApiPollerDataConnector": {"auth.apiKey": "secret", "auth.clientSecret": "secret", "auth.password": "secret"},
	"azure-native:servicebus:DefaultRule": {"correlationFilter.properties": "map"},
	"azure-native:servicebus:Rule": {"correlationFilter.properties": "map"},
	"azure-native:servicefabric:ManagedCluster": {"adminPassword": "secret"},
	"azure-native:servicefabric:NodeType": {"placementProperties": "map"},
	"azure-native:servicefabricmesh:Application": {"services[].codePackages[].commands": "script", "services[].codePackages[].entrypoint": "script", "services[].codePackages[].environmentVariables[].value": "name", "services[].codePackages[].imageRegistryCredential.password": "secret", "services[].codePackages[].settings[].value": "name"},
	"azure-native:servicefabricmesh:Volume": {"azureFileParameters.accountKey": "secret"},
	"azure-native:servicelinker:Connector": {"authInfo.secret": "secret", "configurationInfo.additionalConnectionStringProperties": "map"},
	"azure-native:servicelinker:ConnectorDryrun": {"parameters.authInfo.secret": "secret", "parameters.configurationInfo.additionalConnectionStringProperties": "map"},
	"azure-native:servicelinker:Linker": {"authInfo.secret": "secret", "configurationInfo.additionalConnectionStringProperties": "map"},
	"azure-native:servicelinker:LinkerDryrun": {"parameters.authInfo.secret": "secret", "parameters.configurationInfo.additionalConnectionStringProperties": "map"},
	"azure-native:signalrservice:SignalR": {"features[].properties": "map"},
	"azure-native:sql:DatabaseBlobAuditingPolicy": {"storageAccountAccessKey": "secret"},
	"azure-native:sql:DatabaseSecurityAlertPolicy": {"storageAccountAccessKey": "secret"},
	"azure-native:sql:DatabaseThreatDetectionPolicy": {"storageAccountAccessKey": "secret"},
	"azure-native:sql:DatabaseVulnerabilityAssessment": {"storageAccountAccessKey": "secret"},
	"azure-native:sql:ExtendedDatabaseBlobAuditingPolicy": {"storageAccountAccessKey": "secret"},
	"azure-native:sql:ExtendedServerBlobAuditingPolicy": {"storageAccountAccessKey": "secret"},
	"azure-native:sql:JobCredential": {"password": "secret"},
	"azure-native:sql:ManagedDatabase": {"storageContainerSasToken": "secret"},
	"azure-native:sql:ManagedDatabaseVulnerabilityAssessment": {"storageAccountAccessKey": "secret"},
	"azure-native:sql:ManagedInstance": {"administratorLoginPassword": "secret"},
	"azure-native:sql:ManagedInstanceVulnerabilityAssessment": {"storageAccountAccessKey": "secret"},
	"azure-native:sql:Server": {"administratorLoginPassword": "secret"},
	"azure-native:sql:ServerBlobAuditingPolicy": {"storageAccountAccessKey": "secret"},
	"azure-native:sql:ServerSecurityAlertPolicy": {"storageAccountAccessKey": "secret"},
	"azure-native:sql:ServerVulnerabilityAssessment": {"storageAccountAccessKey": "secret"},
	"azure-native:sql:SyncGroup": {"hubDatabasePassword": "secret"},
	"azure-native:sql:SyncMember": {"password": "secret"},
	"azure-native:sqlvirtualmachine:SqlVirtualMachine": {"autoBackupSettings.password": "secret", "autoBackupSettings.storageAccessKey": "secret", "keyVaultCredentialSettings.servicePrincipalSecret": "secret", "serverConfigurationsManagementSettings.sqlConnectivityUpdateSettings.sqlAuthUpdatePassword": "secret", "wsfcDomainCredentials.clusterBootstrapAccountPassword": "secret", "wsfcDomainCredentials.clusterOperatorAccountPassword": "secret", "wsfcDomainCredentials.sqlServiceAccountPassword": "secret"},
	"azure-native:sqlvirtualmachine:SqlVirtualMachineGroup": {"wsfcDomainProfile.storageAccountPrimaryKey": "secret"},
	"azure-native:storagecache:Cache": {"directoryServicesSettings.activeDirectory.credentials.password": "secret", "directoryServicesSettings.usernameDownload.credentials.bindPassword": "secret"},
	"azure-native:streamanalytics:StreamingJob": {"functions[].properties.binding.apiKey": "secret", "functions[].properties.binding.script": "script", "inputs[].properties.datasource.password": "secret", "inputs[].properties.datasource.storageAccounts[].accountKey": "secret", "jobStorageAccount.accountKey": "secret", "outputs[].datasource.accountKey": "secret", "outputs[].datasource.apiKey": "secret", "outputs[].datasource.password": "secret", "outputs[].datasource.refreshToken": "secret", "outputs[].datasource.storageAccounts[].accountKey": "secret"},
	"azure-native:synapse:SqlPoolVulnerabilityAssessment": {"storageAccountAccessKey": "secret"},
	"azure-native:synapse:Workspace": {"sqlAdministratorLoginPassword": "secret"},
	"azure-native:synapse:WorkspaceManagedSqlServerVulnerabilityAssessment": {"storageAccountAccessKey": "secret"},
	"azure-native:timeseriesinsights:EventHubEventSource": {"sharedAccessKey": "secret"},
	"azure-native:timeseriesinsights:IoTHubEventSource": {"sharedAccessKey": "secret"},
	"azure-native:vmwarecloudsimple:VirtualMachine": {"customization.password": "secret", "password": "secret"},
	"azure-native:web:AppServiceEnvironment": {"clusterSettings[].value": "name"},
	"azure-native:web:Certificate": {"password": "secret", "pfxBlob": "secret"},
	"azure-native:web:KubeEnvironment": {"appLogsConfiguration.logAnalyticsConfiguration.sharedKey": "secret"},
	"azure-native:web:SiteCertificate": {"password": "secret", "pfxBlob": "secret"},
	"azure-native:web:SiteCertificateSlot": {"password": "secret", "pfxBlob": "secret"},
	"azure-native:web:StaticSite": {"repositoryToken": "secret"},
	"azure-native:web:StaticSiteBuildDatabaseConnection": {"connectionString": "connection"},
	"azure-native:web:StaticSiteDatabaseConnection": {"connectionString": "connection"},
	"azure-native:web:WebApp": {"siteConfig.appCommandLine": "script", "siteConfig.appSettings[].value": "name", "siteConfig.connectionStrings[].connectionString": "connection", "siteConfig.handlerMappings[].arguments": "script"},
	"azure-native:web:WebAppApplicationSettings": {"properties": "map"},
	"azure-native:web:WebAppApplicationSettingsSlot": {"properties": "map"},
	"azure-native:web:WebAppAuthSettings": {"clientSecret": "secret", "facebookAppSecret": "secret", "gitHubClientSecret": "secret", "googleClientSecret": "secret", "microsoftAccountClientSecret": "secret", "twitterConsumerSecret": "secret"},
	"azure-native:web:WebAppAuthSettingsSlot": {"clientSecret": "secret", "facebookAppSecret": "secret", "gitHubClientSecret": "secret", "googleClientSecret": "secret", "microsoftAccountClientSecret": "secret", "twitterConsumerSecret": "secret"},
	"azure-native:web:WebAppAzureStorageAccounts": {"properties": "map"},
	"azure-native:web:WebAppAzureStorageAccountsSlot": {"properties": "map"},
	"azure-native:web:WebAppBackupConfiguration": {"databases[].connectionString": "connection"},
	"azure-native:web:WebAppBackupConfigurationSlot": {"databases[].connectionString": "connection"},
	"azure-native:web:WebAppConnectionStrings": {"properties": "map"},
	"azure-native:web:WebAppConnectionStringsSlot": {"properties": "map"},
	"azure-native:web:WebAppMetadata": {"properties": "map"},
	"azure-native:web:WebAppMetadataSlot": {"properties": "map"},
	"azure-native:web:WebAppRelayServiceConnection": {"entityConnectionString": "connection", "resourceConnectionString": "connection"},
	"azure-native:web:WebAppRelayServiceConnectionSlot": {"entityConnectionString": "connection", "resourceConnectionString": "connection"},
	"azure-native:web:WebAppSiteContainer": {"environmentVariables[].value": "name", "passwordSecret": "secret", "startUpCommand": "script"},
	"azure-native:web:WebAppSiteContainerSlot": {"environmentVariables[].value": "name", "passwordSecret": "secret", "startUpCommand": "script"},
	"azure-native:web:WebAppSlot": {"siteConfig.appCommandLine": "script", "siteConfig.appSettings[].value": "name", "siteConfig.connectionStrings[].connectionString": "connection", "siteConfig.handlerMappings[].arguments": "script"},
	"azure-native:web:WebAppSourceControl": {"gitHubActionConfiguration.containerConfiguration.password": "secret"},
	"azure-native:web:WebAppSourceControlSlot": {"gitHubActionConfiguration.containerConfiguration.password": "secret"},
	"azure-native:workloads:ProviderInstance": {"providerSettings.dbPassword": "secret", "providerSettings.sapPassword": "secret"},
	"azure-native:workloads:SapVirtualInstance": {"configuration.infrastructureConfiguration.applicationServer.virtualMachineConfiguration.osProfile.adminPassword": "secret", "configuration.infrastructureConfiguration.applicationServer.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey": "secret", "configuration.infrastructureConfiguration.centralServer.virtualMachineConfiguration.osProfile.adminPassword": "secret", "configuration.infrastructureConfiguration.centralServer.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey": "secret", "configuration.infrastructureConfiguration.databaseServer.virtualMachineConfiguration.osProfile.adminPassword": "secret", "configuration.infrastructureConfiguration.databaseServer.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey": "secret", "configuration.infrastructureConfiguration.virtualMachineConfiguration.osProfile.adminPassword": "secret", "configuration.infrastructureConfiguration.virtualMachineConfiguration.osProfile.osConfiguration.sshKeyPair.privateKey": "secret", "configuration.softwareConfiguration.highAvailabilitySoftwareConfiguration.fencingClientPassword": "secret", "configuration.softwareConfiguration.sshPrivateKey": "secret"},
}
