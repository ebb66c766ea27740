using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the real cmdlets use of the engine that is not public. Each member names its source.</summary>
internal static class Engine
{
    private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
    private static readonly Assembly Automation = typeof(PSObject).Assembly;

    /// <summary>An instance of an internal type of the engine.</summary>
    public static object Create(string typeName, params object?[] arguments) =>
        Activator.CreateInstance(
            TypeOf(typeName), BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance, null,
                arguments, null)!;

    /// <summary>Calls an internal static method. Its own exceptions come through as they are.</summary>
    public static object? Call(string typeName, string method, params object?[] arguments) =>
        TypeOf(typeName).InvokeMember(
            method, Hidden | BindingFlags.Public | BindingFlags.InvokeMethod | BindingFlags.DoNotWrapExceptions,
            null, null, arguments);

    /// <summary>Calls an internal method of an object. Its own exceptions come through as they are.</summary>
    public static object? Invoke(object target, string method, params object?[] arguments) =>
        target.GetType().InvokeMember(
            method, Hidden | BindingFlags.Public | BindingFlags.InvokeMethod | BindingFlags.DoNotWrapExceptions,
            null, target, arguments);

    /// <summary>Reads an internal property of an object.</summary>
    public static object? Get(object target, string property) =>
        target.GetType().GetProperty(property, Hidden | BindingFlags.Public)!.GetValue(target);

    /// <summary>Sets an internal property or field of an object.</summary>
    public static void Set(object target, string name, object? value)
    {
        for (var type = target.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetProperty(name, Hidden | BindingFlags.DeclaredOnly) is { } property)
            {
                property.SetValue(target, value);
                return;
            }
            if (type.GetField(name, Hidden | BindingFlags.DeclaredOnly) is { } field)
            {
                field.SetValue(target, value);
                return;
            }
        }
        throw new MissingMemberException(target.GetType().FullName, name);
    }

    /// <summary>An internal type by its full name.</summary>
    public static Type TypeOf(string name) => Automation.GetType(name, throwOnError: true)!;

    /// <summary>What ends the commands before this one in the pipeline quietly. Source: Select-Object -First.</summary>
    public static Exception StopUpstream(InternalCommand command) =>
        (Exception)Create("System.Management.Automation.StopUpstreamCommandsException", command);
}
