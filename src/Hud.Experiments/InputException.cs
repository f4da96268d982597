namespace Hud.Experiments;

/// <summary>Bad input from a person: exit code 2, nothing written. Every message names the file (or argument),
/// the place in it, the offending value and the rule it breaks.</summary>
public class InputException : Exception
{
    public InputException(string file, string? place, string? value, string rule)
        : base(Compose(file, place, value, rule)) => (File, Place, Value, Rule) = (file, place, value, rule);

    public InputException(string file, string? place, string? value, string rule, Exception inner)
        : base(Compose(file, place, value, rule), inner) => (File, Place, Value, Rule) = (file, place, value, rule);

    /// <summary>File name or command-line argument that holds the fault.</summary>
    public string File { get; }

    /// <summary>Where in the file: line and column, byte offset, variable, band; null when the whole file is meant.</summary>
    public string? Place { get; }

    /// <summary>What was found there.</summary>
    public string? Value { get; }

    /// <summary>The rule that was broken, as a sentence that also says what would be right.</summary>
    public string Rule { get; }

    private static string Compose(string file, string? place, string? value, string rule) =>
        $"{file}{(place is null ? "" : $", {place}")}: {(value is null ? "" : $"'{value}': ")}{rule}";
}
