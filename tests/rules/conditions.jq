# What the built-in rules mean, written a second time, in jq, for the rules that have a matching record in the test
# data. Takes records, gives the name of each rule that holds, once for each record:
#   jq -r -f conditions.jq RECORDS | sort | uniq -c

def ok: (.errorCode // "") == "";
def refused:
  (.errorCode // "") as $code
  | ($code | IN("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "Client.UnauthorizedOperation",
                "Client.AuthFailure", "AuthFailure", "UnauthorizedAccess", "UnauthorizedException", "NotAuthorized",
                "NotAuthorizedException", "AuthorizationError", "AuthorizationErrorException", "Forbidden",
                "ForbiddenException", "Blocked", "VpceAccessDenied", "InvalidClientTokenId",
                "UnrecognizedClientException", "SignatureDoesNotMatch"))
    or ($code | contains("InvalidClientTokenIdException"))
    or .errorCode != null and ((.errorMessage // "") | contains("is not authorized to perform"));
def host($service): .eventSource == $service + ".amazonaws.com" or .eventSource == $service + ".amazonaws.com.cn";
def call($service; $names):
  host($service)
  and (((.eventName // "") | sub("[0-9]{8}(v[0-9]+)?$"; "") | sub("[0-9]{4}_[0-9]{2}_[0-9]{2}$"; "")) as $name
       | $names | split(" ") | index([$name]) != null);
def issuer: .userIdentity.sessionContext.sessionIssuer;
def aws_itself:
  .userIdentity.type == "AWSService" or .eventType == "AwsServiceEvent"
  or ((issuer.arn? // "") | contains(":role/aws-service-role/"));
def via_service:
  aws_itself
  or ((.userIdentity.invokedBy // null) as $by
      | $by != null and $by != "signin.amazonaws.com" and $by != "console.amazonaws.com");
def console:
  ([.sessionCredentialFromConsole, .userIdentity.sessionContext.attributes.sessionCredentialFromConsole]
   | any(tostring | ascii_downcase == "true"))
  or .eventType == "AwsConsoleAction" or .eventType == "AwsConsoleSignIn"
  or .userIdentity.invokedBy == "signin.amazonaws.com" or .userIdentity.invokedBy == "console.amazonaws.com";
def world: (. // "") | test("^([^fF].*|[fF][^cC].*)/[0-7]$");
def rp: .requestParameters | if type == "object" then . else {} end;
def resp: .responseElements | if type == "object" then . else {} end;
def login: host("signin") and .eventName == "ConsoleLogin";
def own: (ok) and (aws_itself | not);
def caller: (ok) and (via_service | not);
def tried: (ok or refused) and (via_service | not);
def policy: if type == "string" then (fromjson? // {}) elif type == "object" then . else {} end;
def list: if type == "array" then .[] elif . == null then empty else . end;
def allowing: policy | .Statement | list | select(.Effect == "Allow");
def aws_principals: .Principal | if type == "object" then .AWS | list else list end;
def anyone: any(allowing; .Condition == null and (.NotPrincipal != null or any(aws_principals; . == "*")));
def foreigner($own):
  $own != null
  and any(allowing;
          any(aws_principals; (capture("^(arn:[^:]*:[^:]*:[^:]*:)?(?<account>[0-9]{12})(:|$)")? // null) as $found
                              | $found != null and $found.account != $own)
          or .Condition != null and any(aws_principals; . == "*"));
def mail_calls:
  "VerifyEmailIdentity VerifyEmailAddress VerifyDomainIdentity CreateEmailIdentity UpdateAccountSendingEnabled "
  + "PutAccountSendingAttributes PutAccountDetails";

def everything:
  any(allowing; any(.Action | list; . == "*" or . == "*:*") and any(.Resource | list; . == "*"));
def foreign:
  .userIdentity.accountId != null and .recipientAccountId != null
  and .userIdentity.accountId != .recipientAccountId and (.userIdentity.accountId | IN("ANONYMOUS_PRINCIPAL", "anonymous", "") | not);

def by_attack_tool:
  (.userAgent // "") | ascii_downcase
  | test("(^|[^a-z])(pacu|kali|parrot(os|sec)?|pentoo|blackarch|scout ?suite|cloudfox|trufflehog|stratus-red-team|nimbostratus|enumerate-iam|weirdaal|s3 browser)([^a-z]|$)");

def hits:
  # sign_in
  (if login and resp.ConsoleLogin == "Success" and .userIdentity.type == "IAMUser"
      and ((.additionalEventData.MFAUsed // "") | ascii_downcase) == "no" then "user_sign_in_without_mfa" else empty end),
  (if .userIdentity.type == "Root" and (via_service | not) and (host("signin") | not)
      and ((.userIdentity.sessionContext.assumedRoot | tostring | ascii_downcase) != "true") then "root_use" else empty end),
  (if host("signin") and .eventName == "GetSigninToken" and ok
      and (.userIdentity.type | IN("IAMUser", "FederatedUser", "AssumedRole"))
      and resp.GetSigninToken != "Failure"
      and ((((.userAgent // "") | startswith("Jersey/")) and ((issuer.userName? // "") | startswith("AWSReservedSSO_"))) | not)
   then "console_session_from_credentials" else empty end),
  (if call("sts"; "GetFederationToken") and caller
   then (if (rp.policy | everything) or any(rp.policyArns // [] | list; .arn | endswith(":aws:policy/AdministratorAccess"))
         then "federation_token_for_everything" else "federation_token" end)
   else empty end),
  (if call("sts"; "GetSessionToken") and caller and (console | not) and rp.serialNumber == null
   then "session_token" else empty end),
  (if call("sts"; "AssumeRole") and caller
      and ((rp.roleArn // "") | endswith(":role/OrganizationAccountAccessRole")
                                or endswith(":role/AWSControlTowerExecution"))
   then "organization_access_role" else empty end),
  (if call("sts"; "AssumeRole") and caller and .userIdentity.type == "AssumedRole" then "role_chained" else empty end),
  (if foreign and (via_service | not) then "foreign_account" else empty end),
  (if foreign and call("sts"; "AssumeRole") and caller and .userIdentity.type == "AWSAccount"
   then "role_assumed_from_foreign_account" else empty end),
  (if (.userIdentity.sessionContext.assumedRoot | tostring | ascii_downcase) == "true" and .eventName != "AssumeRoot"
   then "root_session_used" else empty end),
  (if by_attack_tool
      or ((rp.roleSessionName // "") | ascii_downcase
          | test("(^|[^a-z])(pacu|cloudfox|scout ?suite|stratus-red-team)([^a-z]|$)"))
   then "attack_tool" else empty end),
  (if by_attack_tool and ok
      and call("iam"; "CreateUser CreateRole CreateAccessKey CreateLoginProfile UpdateLoginProfile AttachUserPolicy AttachRolePolicy AttachGroupPolicy PutUserPolicy PutRolePolicy PutGroupPolicy CreatePolicyVersion SetDefaultPolicyVersion AddUserToGroup UpdateAssumeRolePolicy")
   then "attack_tool_made_credentials" else empty end),
  (if call("cloudshell"; "CreateEnvironment CreateSession") and caller then "cloudshell_opened" else empty end),
  # trail
  (if call("cloudtrail"; "StopLogging") and own then "stop_logging" else empty end),
  (if call("cloudtrail"; "DeleteTrail") and own then "delete_trail" else empty end),
  (if call("cloudtrail"; "PutEventSelectors") and own and .requestParameters != null
      and ([rp.eventSelectors[]? | select(.includeManagementEvents != false and .readWriteType != "ReadOnly")] | length == 0)
      and ([rp.advancedEventSelectors[]? | [.fieldSelectors[]? | select(.field == "eventCategory" and .equals == ["Management"])]
            | select(length > 0)] | length == 0)
   then "event_selectors_narrowed" else empty end),
  (if call("cloudtrail"; "StopLogging DeleteTrail UpdateTrail PutEventSelectors PutInsightSelectors DeleteEventDataStore StopEventDataStoreIngestion UpdateEventDataStore DeregisterOrganizationDelegatedAdmin")
      and refused and (aws_itself | not) then "trail_tampering_denied" else empty end),
  # detection services
  (if call("ec2"; "DeleteFlowLogs") and own then "flow_logs_deleted" else empty end),
  (if (call("route53resolver"; "DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig")
       or call("route53"; "DeleteQueryLoggingConfig")) and own then "dns_query_logs_removed" else empty end),
  (if refused and (aws_itself | not)
      and (call("guardduty"; "DeleteDetector UpdateDetector CreateIPSet UpdateIPSet CreateTrustedEntitySet UpdateTrustedEntitySet CreateFilter UpdateFilter ArchiveFindings DisassociateFromMasterAccount DisassociateFromAdministratorAccount DisassociateMembers DeleteMembers StopMonitoringMembers DeletePublishingDestination DisableOrganizationAdminAccount")
           or call("config"; "StopConfigurationRecorder DeleteConfigurationRecorder DeleteDeliveryChannel DeleteConfigRule DeleteConformancePack")
           or call("securityhub"; "DisableSecurityHub DisableSecurityHubV2 DeleteMembers DisassociateMembers DisassociateFromMasterAccount DisassociateFromAdministratorAccount BatchDisableStandards")
           or call("macie2"; "DisableMacie")
           or call("inspector2"; "Disable")
           or call("detective"; "DeleteGraph")
           or call("access-analyzer"; "DeleteAnalyzer")
           or call("logs"; "DeleteLogGroup DeleteLogStream DeleteMetricFilter DeleteSubscriptionFilter")
           or call("ec2"; "DeleteFlowLogs")
           or call("route53resolver"; "DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig")
           or call("route53"; "DeleteQueryLoggingConfig")
           or call("monitoring"; "DeleteAlarms DisableAlarmActions")
           or call("wafv2"; "DeleteWebACL DisassociateWebACL DeleteRuleGroup DeleteLoggingConfiguration UpdateIPSet")
           or call("events"; "DisableRule DeleteRule RemoveTargets")
           or call("bedrock"; "DeleteModelInvocationLoggingConfiguration DeleteGuardrail"))
   then "detection_service_denied" else empty end),
  # network
  (if call("ec2"; "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup ModifySecurityGroupRules")
      and caller
      and (call("ec2"; "AuthorizeSecurityGroupIngress")
           and ([rp, (rp.ipPermissions.items // [])[]]
                | any((.cidrIp | world) or ([.ipRanges.items[]?.cidrIp, .ipv6Ranges.items[]?.cidrIpv6] | any(world)))) | not)
   then "security_group_changed" else empty end),
  (if call("ec2"; "AuthorizeSecurityGroupIngress") and own
      and ([rp, (rp.ipPermissions.items // [])[]]
           | any(((.cidrIp | world) or ([.ipRanges.items[]?.cidrIp, .ipv6Ranges.items[]?.cidrIpv6] | any(world)))
                 and (. as $p | $p.ipProtocol == "-1"
                      or ([22, 23, 135, 445, 1433, 1521, 2375, 2376, 3306, 3389, 5432, 5439, 5900, 5985, 5986, 6379, 6443, 9042, 9200, 10250, 11211, 27017]
                          | any($p.fromPort != null and $p.toPort != null and $p.fromPort <= . and $p.toPort >= .)))))
   then "security_group_opened" else empty end),
  # identity
  (if call("iam"; "CreateUser") and own then "user_created" else empty end),
  (if call("iam"; "CreateRole") and own then "role_created" else empty end),
  (if call("iam"; "CreateAccessKey") and own and .userIdentity.type != "Root" and rp.userName != null and rp.userName != .userIdentity.userName
   then "access_key_for_another_user" else empty end),
  (if call("iam"; "CreateLoginProfile UpdateLoginProfile") and own and rp.userName != null
      and rp.userName != .userIdentity.userName then "console_password_set" else empty end),
  (if call("iam"; "CreateSAMLProvider UpdateSAMLProvider CreateOpenIDConnectProvider AddClientIDToOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint")
      and own then "federation_provider_changed" else empty end),
  (if call("rolesanywhere"; "CreateTrustAnchor CreateProfile UpdateTrustAnchor UpdateProfile") and own then "roles_anywhere_trust" else empty end),
  (if own and (call("sso"; "CreateAccountAssignment AttachManagedPolicyToPermissionSet AttachCustomerManagedPolicyReferenceToPermissionSet PutInlinePolicyToPermissionSet DeletePermissionsBoundaryFromPermissionSet PutPermissionsBoundaryToPermissionSet UpdateSsoConfiguration AssociateDirectory DisassociateDirectory")
               or call("sso-directory"; "CreateUser AddMemberToGroup EnableExternalIdPConfigurationForDirectory DisableExternalIdPConfigurationForDirectory")
               or call("identitystore"; "CreateUser CreateGroupMembership"))
   then "identity_center_access" else empty end),
  (if own and (call("iam"; "CreateRole") and (rp.assumeRolePolicyDocument | anyone)
               or call("iam"; "UpdateAssumeRolePolicy") and (rp.policyDocument | anyone))
   then "role_trusts_anyone" else empty end),
  (if own and (.recipientAccountId as $own
               | call("iam"; "CreateRole") and (rp.assumeRolePolicyDocument | foreigner($own))
                 or call("iam"; "UpdateAssumeRolePolicy") and (rp.policyDocument | foreigner($own)))
   then "role_trusts_foreign_account" else empty end),
  (if .recipientAccountId as $own
      | call("iam"; "UpdateAssumeRolePolicy") and caller
        and (rp.policyDocument | (anyone or foreigner($own)) | not) then "role_trust_changed" else empty end),
  (if call("iam"; "AttachUserPolicy AttachRolePolicy AttachGroupPolicy") and own
      and ((rp.policyArn // "") | endswith(":aws:policy/AdministratorAccess"))
   then "administrator_policy_attached" else empty end),
  (if call("iam"; "AddUserToGroup") and own and ((rp.groupName // "") | ascii_downcase | contains("admin"))
      and rp.userName != .userIdentity.userName
   then "user_added_to_admin_group" else empty end),
  (if refused and (aws_itself | not)
      and call("iam"; "CreateUser CreateRole CreateAccessKey CreateLoginProfile UpdateLoginProfile CreateServiceSpecificCredential AttachUserPolicy AttachRolePolicy AttachGroupPolicy PutUserPolicy PutRolePolicy PutGroupPolicy CreatePolicyVersion SetDefaultPolicyVersion UpdateAssumeRolePolicy AddUserToGroup AddRoleToInstanceProfile UpdateAccessKey DeactivateMFADevice DeleteUserPermissionsBoundary DeleteRolePermissionsBoundary PutUserPermissionsBoundary PutRolePermissionsBoundary CreateSAMLProvider UpdateSAMLProvider CreateOpenIDConnectProvider")
   then "identity_change_denied" else empty end),
  (if call("iam"; "GetAccountAuthorizationDetails GetCredentialReport GenerateCredentialReport") and caller
   then "account_dump" else empty end),
  (if call("iam"; "ListUsers ListRoles ListGroups ListPolicies GetAccountAuthorizationDetails")
      and .userIdentity.type == "AssumedRole" and ((.userIdentity.principalId // "") | test(":i-[0-9a-f]{8,17}$"; "i"))
      and (via_service | not) then "instance_enumerates_identities" else empty end),
  (if call("organizations"; "LeaveOrganization RemoveAccountFromOrganization") and own
   then "organization_left" else empty end),
  (if call("organizations"; "LeaveOrganization RemoveAccountFromOrganization") and (ok | not)
      and ((.errorCode // "") | test("Throttl|TooManyRequests") | not) and (aws_itself | not)
   then "organization_leaving_denied" else empty end),
  # compute
  (if caller
      and (if call("ssm"; "SendCommand StartAutomationExecution") then rp.documentName // ""
           elif call("ssm"; "CreateAssociation UpdateAssociation") then rp.name // "" else "" end | test("^(.*:document/)?AWS-Run.*Script$"; "s"))
   then "command_run_on_instances" else empty end),
  (if call("ssm"; "StartSession ResumeSession") and caller then "instance_session" else empty end),
  (if call("ec2"; "ModifyInstanceAttribute") and own and (rp.userData != null or rp.attribute == "userData")
   then "user_data_changed" else empty end),
  (if call("ec2-instance-connect"; "SendSSHPublicKey") and caller then "ssh_key_pushed" else empty end),
  (if caller and (call("ec2"; "EnableSerialConsoleAccess")
                  or call("ec2-instance-connect"; "SendSerialConsoleSSHPublicKey"))
   then "serial_console" else empty end),
  (if call("ec2"; "CreateKeyPair ImportKeyPair") and caller then "key_pair_created" else empty end),
  (if call("ec2"; "GetPasswordData") and tried then "windows_password_read" else empty end),
  (if (call("ec2"; "RunInstances RequestSpotInstances RequestSpotFleet CreateFleet CreateLaunchTemplate CreateLaunchTemplateVersion")
       or call("autoscaling"; "CreateAutoScalingGroup CreateLaunchConfiguration")) and (via_service | not)
      and ((.errorCode // "") | test("Throttl|RequestLimitExceeded|DryRun") | not)
      and ([rp | .. | .instanceType?, .InstanceType? | strings] + [resp.instancesSet.items[]?.instanceType // empty]
           | any(test("^(p[2-9]|g[3-9]|gr[6-9]|trn|inf|dl)[0-9a-z-]*\\.")))
   then "gpu_instances_requested" else empty end),
  (if call("lambda"; "UpdateFunctionCode") and caller and rp.dryRun != true then "function_code_replaced" else empty end),
  (if caller and (call("lambda"; "UpdateFunctionConfiguration") and ((rp.layers // []) | length > 0)
                  or call("lambda"; "AddLayerVersionPermission") and rp.principal == "*")
   then "function_layer_added" else empty end),
  (if call("lambda"; "AddPermission") and own and rp.sourceArn == null
      and (rp.principal == "*" and rp.principalOrgID == null
           or (. as $record | ((rp.principal // "") | test("^[0-9]{12}$")) and rp.principal != $record.recipientAccountId))
   then "function_opened" else empty end),
  (if caller and (call("lambda"; "CreateEventSourceMapping") or call("events"; "PutRule PutTargets"))
   then "event_source_wired" else empty end),
  (if own and (call("bedrock"; "PutUseCaseForModelAccess CreateFoundationModelAgreement PutFoundationModelEntitlement")
               or call("agreement-marketplace"; "AcceptAgreementRequest")) then "model_access_bought" else empty end),
  (if call("bedrock"; "ListFoundationModels GetModelInvocationLoggingConfiguration GetFoundationModelAvailability ListFoundationModelAgreementOffers GetUseCaseForModelAccess ListInferenceProfiles")
      and (ok or refused)
      and ((.userIdentity.accessKeyId // "") | startswith("AKIA")) and (via_service | not)
   then "model_reconnaissance" else empty end),
  (if call("ses"; "GetSendQuota ListIdentities GetAccountSendingEnabled GetAccount GetIdentityVerificationAttributes")
      and .userIdentity.type == "IAMUser" and (via_service | not) and (console | not)
   then "mail_reconnaissance" else empty end),
  (if (call("ses"; mail_calls) or call("email"; mail_calls)) and caller
      and ([rp.enabled, rp.sendingEnabled] | any(tostring | ascii_downcase == "false") | not)
   then "mail_abuse_prepared" else empty end),
  (if caller and (call("servicequotas"; "RequestServiceQuotaIncrease") or call("support"; "CreateCase"))
   then "quota_or_support_request" else empty end),
  # storage
  (if call("s3"; "ListBuckets") and tried then "list_buckets" else empty end),
  (if call("s3"; "PutBucketPolicy DeleteBucketPolicy") and caller then "bucket_policy_changed" else empty end),
  (if (call("s3"; "DeleteBucket") or call("s3express"; "DeleteBucket")) and caller then "bucket_deleted" else empty end),
  # data
  (. as $record
   | if call("ec2"; "ModifySnapshotAttribute") and own
        and ([rp.createVolumePermission.add.items[]?.userId // empty] | any(. != $record.recipientAccountId))
     then "snapshot_shared" else empty end),
  (if call("ec2"; "SharedSnapshotCopyInitiated SharedSnapshotVolumeCreated")
      and .eventType == "AwsServiceEvent"
      and ((.userIdentity.accountId // "") | test("^[0-9]{12}$")) and .userIdentity.accountId != .recipientAccountId
   then "shared_snapshot_copied" else empty end),
  (. as $record
   | if call("ec2"; "ModifyImageAttribute") and own
        and ([rp.launchPermission.add.items[]?.userId // empty] | any(. != $record.recipientAccountId))
     then "image_shared" else empty end),
  (. as $record
   | if call("rds"; "ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute") and own
        and rp.attributeName == "restore"
        and ([rp.valuesToAdd[]?] | any(. != "all" and . != $record.recipientAccountId))
     then "database_snapshot_shared" else empty end),
  (if (call("rds"; "ModifyDBInstance ModifyDBCluster") or call("redshift"; "ModifyCluster"))
      and caller and rp.masterUserPassword != null
   then "database_password_reset" else empty end),
  (if caller and call("kms"; "PutKeyPolicy") and (rp.policy | anyone) then "key_opened" else empty end),
  (if refused and (via_service | not)
      and (call("ec2"; "ModifySnapshotAttribute ModifyImageAttribute")
           and ([rp.createVolumePermission, rp.launchPermission] | all(.remove? == null or .add? != null))
           or call("ec2"; "CreateInstanceExportTask ExportImage CreateStoreImageTask")
           or call("rds"; "ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute StartExportTask")
           or call("redshift"; "AuthorizeSnapshotAccess") or call("dynamodb"; "ExportTableToPointInTime"))
   then "snapshot_sharing_denied" else empty end),
  (if call("secretsmanager"; "BatchGetSecretValue") and tried and ((rp.filters // []) | length > 0)
   then "secrets_read_in_bulk" else empty end),
  (if call("ec2"; "DescribeInstanceAttribute") and tried and rp.attribute == "userData"
   then "user_data_read" else empty end),
  (if refused and (via_service | not)
      and (call("rds"; "DeleteDBInstance DeleteDBCluster DeleteGlobalCluster DeleteDBSnapshot DeleteDBClusterSnapshot DeleteDBInstanceAutomatedBackup DeleteDBClusterAutomatedBackup")
           or call("backup"; "DeleteRecoveryPoint DisassociateRecoveryPoint DeleteBackupVault DeleteBackupVaultLockConfiguration")
           or call("ec2"; "DeleteSnapshot DeregisterImage DeleteVolume TerminateInstances")
           or call("elasticfilesystem"; "DeleteFileSystem DeleteMountTarget")
           or call("kms"; "ScheduleKeyDeletion DisableKey DeleteImportedKeyMaterial")
           or call("redshift"; "DeleteCluster DeleteClusterSnapshot") or call("fsx"; "DeleteBackup")
           or call("dynamodb"; "DeleteTable DeleteBackup") or call("sqs"; "PurgeQueue") or call("s3"; "DeleteBucket"))
   then "storage_destruction_denied" else empty end);

hits
