using Microsoft.Extensions.Logging;

namespace Hud.Seed;

/// <summary>Appends log lines to a file. A full disk costs lines, never the run.</summary>
public sealed class FileLog(string path, TimeProvider time, LogLevel level = LogLevel.Information) : ILoggerProvider
{
    private readonly Lock _gate = new();
    private readonly StreamWriter _file = new(path, append: true) { AutoFlush = true };

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        lock (_gate) Try(_file.Dispose);
    }

    private void Write(string line)
    {
        lock (_gate) Try(() => _file.WriteLine(line));
    }

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException)
        {
            // Said in the summary: the log is for people, the journal is the record.
        }
    }

    private sealed class Category(FileLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= log.Level;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            ArgumentNullException.ThrowIfNull(formatter);
            if (!IsEnabled(logLevel)) return;
            var failure = exception is null ? "" : $"\n{exception}";
            log.Write($"{log.Time.GetUtcNow():u} {logLevel} {name}: {formatter(state, exception)}{failure}");
        }
    }

    private LogLevel Level { get; } = level;

    private TimeProvider Time { get; } = time;
}
