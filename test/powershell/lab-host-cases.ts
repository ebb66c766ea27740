/** What each cmdlet of the lab's PowerShell gives for a small statement: a row is statement and result. */
type Case = readonly [statement: string, result: readonly (string | number | boolean | null)[]];

const OBJECTS =
  "[pscustomobject]@{Name='b';N=2}, [pscustomobject]@{Name='a';N=3}, [pscustomobject]@{Name='B';N=1}";

export const CASES: Readonly<Record<string, readonly Case[]>> = {
  'ConvertTo-Json': [
    [
      "[ordered]@{a=1;b='x';c=$null;d=$true;e=1.0} | ConvertTo-Json -Compress",
      ['{"a":1,"b":"x","c":null,"d":true,"e":1.0}'],
    ],
    [
      '[pscustomobject]@{a=1;b=@(1,@(2))} | ConvertTo-Json',
      ['{\n  "a": 1,\n  "b": [\n    1,\n    [\n      2\n    ]\n  ]\n}'],
    ],
    ["'a\"b\\<é>' + [char]9 | ConvertTo-Json", ['"a\\"b\\\\<é>\\t"']],
    [
      '[DayOfWeek]::Friday | ConvertTo-Json; [DayOfWeek]::Friday | ConvertTo-Json -EnumsAsStrings',
      ['5', '"Friday"'],
    ],
    ['[datetime]::new(2020,1,2,3,4,5,[DateTimeKind]::Utc) | ConvertTo-Json', ['"2020-01-02T03:04:05Z"']],
    ["Get-Date '2020-01-02' | ConvertTo-Json", ['"2020-01-02T00:00:00"']],
    ["'s' | Add-Member note 1 -PassThru | ConvertTo-Json", ['"s"']],
    ['5 | Add-Member note 1 -PassThru | ConvertTo-Json -Compress', ['{"value":5,"note":1}']],
    [
      '1,2 | ConvertTo-Json -Compress; 1 | ConvertTo-Json -AsArray -Compress; ConvertTo-Json @() -Compress',
      ['[1,2]', '[1]', '[]'],
    ],
    [
      '@{a=@{b=@{c=1}}} | ConvertTo-Json -Depth 1 -Compress -WarningAction Ignore',
      ['{"a":{"b":"System.Collections.Hashtable"}}'],
    ],
    [
      '$x = \'<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>Deserialized.X</T></TN><MS><S N="a">1</S></MS></Obj></Objs>\'; [System.Management.Automation.PSSerializer]::Deserialize($x) | ConvertTo-Json -Compress',
      ['{"a":"1"}'],
    ],
    [
      '@{1=2} | ConvertTo-Json',
      ['!NonStringKeyInDictionary,Microsoft.PowerShell.Commands.ConvertToJsonCommand'],
    ],
  ],
  'ConvertFrom-Json': [
    [
      '$j = \'{"a":1,"b":9999999999,"c":1.5,"d":"2020-01-02T03:04:05Z","e":null,"f":[1,{"g":2}]}\' | ConvertFrom-Json; $j.a.GetType().Name, $j.b, $j.c, $j.d.Kind.ToString(), $j.e, $j.f[1].g, $j.GetType().Name',
      ['Int64', 9999999999, 1.5, 'Utc', null, 2, 'PSCustomObject'],
    ],
    ["('{\"a\":{\"b\":1}}' | ConvertFrom-Json -AsHashtable)['a']['b']", [1]],
    ["'[1,2]' | ConvertFrom-Json | ForEach-Object { $_ + 1 }", [2, 3]],
    ["'{', '\"a\":1}' | ConvertFrom-Json | ForEach-Object a", [1]],
    ['(\'"2020-01-02T03:04:05Z"\' | ConvertFrom-Json -DateKind String).GetType().Name', ['String']],
    [
      '\'{"a":1,"A":2}\' | ConvertFrom-Json',
      ['!KeysWithDifferentCasingInJsonString,Microsoft.PowerShell.Commands.ConvertFromJsonCommand'],
    ],
    [
      "'{bad' | ConvertFrom-Json",
      ['!System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand'],
    ],
  ],
  'Select-Object': [
    [
      `${OBJECTS} | Select-Object name, @{n='Twice';e={$_.N * 2}}, Missing -First 1 | ConvertTo-Json -Compress`,
      ['{"Name":"b","Twice":4,"Missing":null}'],
    ],
    [`${OBJECTS} | Select-Object -ExpandProperty N`, [2, 3, 1]],
    [
      `(${OBJECTS} | Select-Object N* -ExcludeProperty Name | ConvertTo-Json -Compress)`,
      ['[{"N":2},{"N":3},{"N":1}]'],
    ],
    [
      `(${OBJECTS} | Select-Object Name)[0].PSObject.TypeNames[0]`,
      ['Selected.System.Management.Automation.PSCustomObject'],
    ],
    [
      '1..9 | Select-Object -First 2; 1..9 | Select-Object -Last 2; 1..9 | Select-Object -Skip 7; 1..4 | Select-Object -SkipLast 3; 1..9 | Select-Object -Index 0, 4',
      [1, 2, 8, 9, 8, 9, 1, 1, 5],
    ],
    ["3, 1, 3, 'A', 'a' | Select-Object -Unique", [3, 1, 'A', 'a']],
    ['$n = 0; 1..9 | ForEach-Object { $n++; $_ } | Select-Object -First 2 | Out-Null; $n', [2]],
    [
      '[pscustomobject]@{k=1;l=@(5,6)} | Select-Object k -ExpandProperty l | ForEach-Object { $_ * 10 + $_.k }',
      [51, 61],
    ],
    [
      '1 | Select-Object -ExpandProperty Missing',
      ['!ExpandPropertyNotFound,Microsoft.PowerShell.Commands.SelectObjectCommand'],
    ],
  ],
  'Sort-Object': [
    [`${OBJECTS} | Sort-Object Name, N | ForEach-Object N`, [3, 1, 2]],
    [`${OBJECTS} | Sort-Object { -$_.N } | ForEach-Object N`, [3, 2, 1]],
    [`${OBJECTS} | Sort-Object @{e='Name';Descending=$true}, N | ForEach-Object N`, [1, 2, 3]],
    [
      "10, 9, 2 | Sort-Object; 'b', 'A' | Sort-Object; 2, 1, 2 | Sort-Object -Unique -Descending; 3, 1, 2 | Sort-Object -Top 1",
      [2, 9, 10, 'A', 'b', 2, 1, 1],
    ],
  ],
  'Group-Object': [
    [
      `${OBJECTS} | Group-Object Name | ForEach-Object { $_.Name, $_.Count, $_.Group[0].N }`,
      ['a', 1, 3, 'b', 2, 2],
    ],
    [`(${OBJECTS} | Group-Object Name -AsHashTable -AsString)['b'].Count`, [2]],
  ],
  'Measure-Object': [
    [
      `${OBJECTS} | Measure-Object N -Sum -Average -Minimum -Maximum | ForEach-Object { $_.Count, $_.Sum, $_.Average, $_.Minimum, $_.Maximum }`,
      [3, 6, 2, 1, 3],
    ],
    ['(1..4 | Measure-Object).Count; (@() | Measure-Object).Count', [4, 0]],
  ],
  'Compare-Object': [
    ["Compare-Object 'a','b' 'b','c' | ForEach-Object { $_.InputObject + $_.SideIndicator }", ['c=>', 'a<=']],
  ],
  'New-Object': [
    [
      '$o = New-Object PSObject -Property @{a=1}; $o.a; $o.PSObject.TypeNames[0]',
      [1, 'System.Management.Automation.PSCustomObject'],
    ],
    [
      "(New-Object System.Version 1, 2).ToString(); (New-Object 'System.Collections.Generic.List[int]').Count; (New-Object -TypeName DateTime -ArgumentList 2020,1,2).Day",
      ['1.2', 0, 2],
    ],
    ['New-Object No.Such.Type', ['!TypeNotFound,Microsoft.PowerShell.Commands.NewObjectCommand']],
    [
      'New-Object System.Version x',
      ['!ConstructorInvokedThrowException,Microsoft.PowerShell.Commands.NewObjectCommand'],
    ],
    [
      'New-Object PSObject -Property @{a=1} | ForEach-Object { $_.PSObject.Properties | ForEach-Object Name }',
      ['a'],
    ],
  ],
  'Add-Member': [
    [
      '$o = New-Object PSObject; $o | Add-Member NoteProperty a 1; Add-Member -InputObject $o -MemberType ScriptProperty -Name b -Value { $this.a + 1 } -SecondValue { param($v) $this.a = $v }; $o.b = 5; $o.a; $o.b',
      [5, 6],
    ],
    ['$o = New-Object PSObject | Add-Member ScriptMethod add { param($x) $x + 1 } -PassThru; $o.add(2)', [3]],
    [
      '$o = New-Object PSObject | Add-Member -NotePropertyName a -NotePropertyValue 1 -TypeName My.Type -PassThru; $o | Add-Member @{b=2}; $o | Add-Member a 7 -Force; $o.a; $o.b; $o.PSObject.TypeNames[0]',
      [7, 2, 'My.Type'],
    ],
    [
      '[pscustomobject]@{a=1} | Add-Member a 2',
      ['!MemberAlreadyExists,Microsoft.PowerShell.Commands.AddMemberCommand'],
    ],
  ],
  'Get-Member': [
    [
      '[pscustomobject]@{a=1} | Get-Member -MemberType NoteProperty | ForEach-Object { $_.Name, $_.Definition }',
      ['a', 'int a=1'],
    ],
  ],
  'Get-Date': [
    [
      "Get-Date -Date '2020-01-02' -Format 'yyyy.MM.dd HH'; (Get-Date '2020-01-02' -Hour 5 -Minute 6).ToString('HH:mm'); (Get-Date).GetType().Name",
      ['2020.01.02 00', '05:06', 'DateTime'],
    ],
    [
      "(Get-Date -UnixTimeSeconds 1).ToUniversalTime().ToString('ss'); Get-Date '2020-01-02' -Format FileDate",
      ['01', '20200102'],
    ],
  ],
  'New-TimeSpan': [
    ["(New-TimeSpan -Minutes 2).TotalSeconds; (New-TimeSpan '2020-01-01' '2020-01-03').Days", [120, 2]],
  ],
  'New-Guid': [
    [
      '(New-Guid) -ne (New-Guid); (New-Guid -Empty).ToString()',
      [true, '00000000-0000-0000-0000-000000000000'],
    ],
  ],
  'Get-Random': [
    [
      '$r = Get-Random -Minimum 3 -Maximum 5; $r -in 3, 4; $r.GetType().Name; (1..5 | Get-Random -Count 2).Count; Get-Random -Minimum 2 -Maximum 2',
      [true, 'Int32', 2, '!MinGreaterThanOrEqualMax,Microsoft.PowerShell.Commands.GetRandomCommand'],
    ],
  ],
  'Write-*': [
    ['Write-Output 1, 2; @(Write-Output 1, 2 -NoEnumerate).Count; Write-Output $null', [1, 2, 1, null]],
    [
      'function Say { Write-Error \'no\' -ErrorId Bad -Category InvalidData }; try { Say } catch { $_.FullyQualifiedErrorId, $_.CategoryInfo.Category.ToString(), "$_" }',
      ['Bad,Say', 'InvalidData', 'no'],
    ],
    [
      "$e = $null; Write-Error 'no' -ErrorAction SilentlyContinue -ErrorVariable e; $e.Count; $e[0].FullyQualifiedErrorId",
      [1, 'Microsoft.PowerShell.Commands.WriteErrorException'],
    ],
    [
      'Write-Warning w 3>&1 | ForEach-Object Message; Write-Verbose v -Verbose 4>&1 | ForEach-Object Message; Write-Information i -Tags t 6>&1 | ForEach-Object { $_.MessageData, $_.Tags[0] }',
      ['w', 'v', 'i', 't'],
    ],
    [
      'Write-Host a 1 -Separator - 6>&1 | ForEach-Object { $_.MessageData.Message }; Write-Debug d; Write-Progress x -PercentComplete 5',
      ['a-1'],
    ],
  ],
  'Format-* and Out-*': [
    [
      "([pscustomobject]@{Name='a';Number=1}, [pscustomobject]@{Name='bbbb';Number=22} | Format-Table | Out-String -Stream) -ne ''",
      ['Name Number', '---- ------', 'a         1', 'bbbb     22'],
    ],
    ["([pscustomobject]@{Name='a';N=1} | Format-List N | Out-String).Trim()", ['N : 1']],
    ["'a' > $HOME/f.txt; 'b' >> $HOME/f.txt; Get-Content $HOME/f.txt", ['a', 'b']],
  ],
  'Clixml and Select-String': [
    [
      '[pscustomobject]@{a=1}, [pscustomobject]@{a=2} | Export-Clixml $HOME/x.xml; (Import-Clixml $HOME/x.xml)[1].a; (Import-Clixml $HOME/x.xml).Count',
      [2, 2],
    ],
    [
      "'one', 'two', 'tone' | Select-String ONE | ForEach-Object { $_.LineNumber; $_.Matches[0].Index }; 'a' | Select-String b -Quiet",
      [1, 0, 3, 1, false],
    ],
    [
      "'a.c' | Select-String 'A.' -SimpleMatch -CaseSensitive -Quiet; Set-Content $HOME/s.txt x, y; (Select-String y $HOME/s.txt).Filename",
      [false, 's.txt'],
    ],
  ],
  Variables: [
    [
      'Set-Variable q 1; (Get-Variable q).Value; Get-Variable q -ValueOnly; New-Variable r 2; $r; Remove-Variable r; Get-Variable r',
      [1, 1, 2, '!VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand'],
    ],
    ['function Put { Set-Variable up 1 -Scope 1; Set-Variable down 2 }; $down = 0; Put; $up; $down', [1, 0]],
    [
      'New-Variable fixed 1 -Option Constant; try { Set-Variable fixed 2 } catch { $_.CategoryInfo.Category.ToString() }; $fixed',
      ['WriteError', 1],
    ],
  ],
  Items: [
    [
      'New-Item $HOME/d/e -ItemType Directory -Force | ForEach-Object Name; Test-Path $HOME/d -PathType Container; Test-Path $HOME/d -PathType Leaf; Test-Path $HOME/none; Test-Path env:PATH; Test-Path nodrive:x',
      ['e', true, false, false, true, false],
    ],
    [
      'New-Item $HOME/d -ItemType Directory -Force | Out-Null; Set-Content $HOME/d/a.txt 1, 2, 3; Add-Content $HOME/d/a.txt 4; Get-Content $HOME/d/a.txt -Tail 1; Get-Content $HOME/d/a.txt -TotalCount 1; (Get-Content $HOME/d/a.txt -Raw).Length; (Get-Item $HOME/d/a.txt).Length',
      ['4', '1', 8, 8],
    ],
    ['(Get-Content $HOME/d/a.txt)[1].ReadCount; (Get-Content $HOME/d/a.txt)[1] | ConvertTo-Json', [2, '"2"']],
    [
      'Copy-Item $HOME/d/a.txt $HOME/d/b.log; Remove-Item $HOME/d/c.log -ErrorAction Ignore; Move-Item $HOME/d/b.log $HOME/d/c.log; Get-ChildItem $HOME/d -File | ForEach-Object Name; Get-ChildItem $HOME/d -Filter *.log -Name; (Get-ChildItem $HOME -Recurse -Include c.*).Name',
      ['a.txt', 'c.log', 'c.log', 'c.log'],
    ],
    ['Remove-Item $HOME/d', ['!DirectoryNotEmpty,Microsoft.PowerShell.Commands.RemoveItemCommand']],
    [
      'Remove-Item $HOME/d -Recurse; Test-Path $HOME/d; Remove-Item $HOME/d',
      [false, '!PathNotFound,Microsoft.PowerShell.Commands.RemoveItemCommand'],
    ],
    ['Get-Content $HOME/none', ['!PathNotFound,Microsoft.PowerShell.Commands.GetContentCommand']],
    ['Set-Content $HOME/w.txt 1 -WhatIf 6>$null; Test-Path $HOME/w.txt', [false]],
  ],
  Paths: [
    [
      'Join-Path a b c; Split-Path /a/b.txt; Split-Path /a/b.txt -Leaf; Split-Path /a/b.txt -LeafBase; Split-Path /a -IsAbsolute',
      ['a/b/c', '/a', 'b.txt', 'b', true],
    ],
    [
      'Set-Location $HOME; (Get-Location).Path -eq $HOME; Set-Content $HOME/p.txt 1; (Resolve-Path p.*).Path -eq "$HOME/p.txt"; Resolve-Path p.txt -Relative; (Convert-Path p.txt) -eq "$HOME/p.txt"',
      [true, true, './p.txt', true],
    ],
    ['Resolve-Path $HOME/none', ['!PathNotFound,Microsoft.PowerShell.Commands.ResolvePathCommand']],
  ],
  'Get-Process': [
    [
      '(Get-Process -Id $PID).Id -eq $PID; Get-Process no-such-process',
      [true, '!NoProcessFoundForGivenName,Microsoft.PowerShell.Commands.GetProcessCommand'],
    ],
  ],
};
