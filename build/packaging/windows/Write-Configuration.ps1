#Requires -Version 5.1
#Requires -RunAsAdministrator
# Writes client.json from what group policy has set (MobileOffice.admx). To be run as SYSTEM by a start-up script or a scheduled task
# after installation, and after a change of policy; the program reads the file at its start. The folder is protected first.
# It has been run nowhere yet: docs/packaging.md.
$ErrorActionPreference = 'Stop'
$key = 'HKLM:\Software\Policies\Mobile Office'
$folder = Join-Path ([Environment]::GetFolderPath('CommonApplicationData')) 'Mobile Office'

function Protect-Folder {
  New-Item -ItemType Directory -Force -Path $folder | Out-Null
  $icacls = Join-Path ([Environment]::SystemDirectory) 'icacls.exe'
  & $icacls $folder /setowner '*S-1-5-32-544' /T /C /Q | Out-Null
  if ($LASTEXITCODE -ne 0) { throw "The folder $folder could not be taken over." }
  & $icacls $folder /reset /T /C /Q | Out-Null
  if ($LASTEXITCODE -ne 0) { throw "The folder $folder could not be reset." }
  & $icacls $folder /inheritance:r /grant:r '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-32-545:(OI)(CI)RX' /Q | Out-Null
  if ($LASTEXITCODE -ne 0) { throw "The folder $folder could not be protected." }
}

# The values of a list as pairs of name and value, less what PowerShell adds.
function Read-List([string] $name) {
  $path = "$key\$name"
  if (-not (Test-Path $path)) { return @() }
  $item = Get-Item $path
  return @($item.GetValueNames() | ForEach-Object { [pscustomobject]@{ Name = $_; Value = [string]$item.GetValue($_) } })
}

$set = Get-Item $key
$config = [ordered]@{}
foreach ($name in 'force', 'pool', 'gatewayName', 'forceRoot', 'pkcs11Module') {
  $value = $set.GetValue($name)
  if ($null -eq $value) { throw "Group policy sets no $name." }
  $config[$name] = [string]$value
}
$config['sites'] = @(Read-List 'sites' | Sort-Object { [int]$_.Name } | ForEach-Object {
  $parts = $_.Value.Split('|')
  if ($parts.Count -lt 3 -or $parts.Count -gt 4) { throw "Site $($_.Name) is not name|host|port|enrolment port." }
  $site = [ordered]@{ name = $parts[0]; host = $parts[1]; port = [int]$parts[2] }
  if ($parts.Count -eq 4) { $site['enrolmentPort'] = [int]$parts[3] }
  $site
})
if ($config['sites'].Count -eq 0) { throw 'Group policy sets no sites.' }
$environment = [ordered]@{}
foreach ($pair in Read-List 'cardServiceEnvironment') { $environment[$pair.Name] = $pair.Value }
$config['cardServiceEnvironment'] = $environment
$policy = [ordered]@{}
foreach ($name in 'idleLockSeconds', 'pinMinLength', 'pinMaxLength') {
  $value = $set.GetValue("policy.$name")
  if ($null -ne $value) { $policy[$name] = [int]$value }
}
$config['policy'] = $policy

Protect-Folder
# UTF-8 without a mark, which the program's parser does not take; whole or not at all.
$fresh = Join-Path $folder 'client.json.new'
[IO.File]::WriteAllText($fresh, (ConvertTo-Json $config -Depth 5), (New-Object Text.UTF8Encoding $false))
Move-Item -Force -Path $fresh -Destination (Join-Path $folder 'client.json')
