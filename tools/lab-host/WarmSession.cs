using System.IO.Pipes;

namespace LabHost;

/// <summary>
/// A remote session in a PowerShell that runs already: what a new one spends most of its time on, compiling the engine
/// and the lab's module, has been done there. Whoever opens many sessions starts some with -CustomPipeName and names
/// their pipes in <see cref="Variable"/>, as `folder;name;name`. This process then only carries bytes, and is still the
/// session's process: when it is killed, the session ends.
/// </summary>
internal static class WarmSession
{
    public const string Variable = "LAB_HOST_WARM_PIPES";

    /// <summary>Serves one session from the first PowerShell that is free; false when none is.</summary>
    public static bool TryServe()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } value) return false;
        var (folder, names) = value.Split(';') is [var first, .. var rest] ? (first, rest) : ("", []);
        foreach (var name in names)
        {
            // Held as long as this process lives, however it ends.
            using var claim = Claim(Path.Combine(folder, $"{name}.claim"));
            if (claim is null) continue;
            File.WriteAllText(Path.Combine(folder, $"{name}.pid"), $"{Environment.ProcessId}");
            using var pipe = new NamedPipeClientStream(".", name, PipeDirection.InOut);
            // It listens again a moment after the session before has ended.
            try { pipe.Connect(10_000); }
            catch (Exception error) when (error is TimeoutException or IOException) { continue; }
            Carry(pipe);
            return true;
        }
        return false;
    }

    private static FileStream? Claim(string path)
    {
        try { return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
        catch (IOException) { return null; }
    }

    /// <summary>Until one of the two ends. On threads of their own: there is nothing else to do, and less to compile.</summary>
    private static void Carry(Stream pipe)
    {
        var ended = new ManualResetEventSlim();
        Start(Console.OpenStandardInput(), pipe);
        Start(pipe, Console.OpenStandardOutput());
        ended.Wait();

        void Start(Stream from, Stream to) => new Thread(() => { Copy(from, to); ended.Set(); }) { IsBackground = true }.Start();
    }

    private static void Copy(Stream from, Stream to)
    {
        var buffer = new byte[65536];
        try
        {
            while (from.Read(buffer) is var count and > 0)
            {
                to.Write(buffer, 0, count);
                to.Flush();
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The other end is gone: so is the session.
        }
    }
}
