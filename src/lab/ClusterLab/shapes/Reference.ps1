# A node, group or resource type as it appears inside another object: an object with a name, whose text is the name.
class LabReference {
    [string]$Name
    LabReference([string]$name) { $this.Name = $name }
    [string] ToString() { return $this.Name }
}
