# An object with a type name of Windows. The name is put on last: PowerShell gives some of these types members of its own,
# and those would be in the way of properties with the same name.

function New-LabShape([string]$TypeName, $Properties) {
    $Properties['PSTypeName'] = $TypeName
    return [pscustomobject]$Properties
}
