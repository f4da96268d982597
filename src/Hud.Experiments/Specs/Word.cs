namespace Hud.Experiments.Specs;

/// <summary>One scalar of an experiment file with its place, so that whoever finds it wrong can point at it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Quoted">True where the file puts it in quotes: then it is text, never a number.</param>
public sealed record Word(string Text, int Line, int Column, bool Quoted = false)
{
    /// <summary>A word from the command line, which has no place.</summary>
    public static Word Given(string text) => new(text, 0, 0);

    public string? Place => Line == 0 ? null : $"line {Line}, column {Column}";

    /// <summary>The error for this word.</summary>
    public InputException Wrong(string file, string rule) => new(file, Place, Text, rule);

    /// <inheritdoc cref="Wrong(string, string)"/>
    public InputException Wrong(string file, string rule, Exception inner) => new(file, Place, Text, rule, inner);
}
