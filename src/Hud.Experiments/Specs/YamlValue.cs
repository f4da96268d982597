using System.Collections.Immutable;

namespace Hud.Experiments.Specs;

/// <summary>A YAML node with its place (from 1): the part of YAML that experiment files use.</summary>
internal abstract record YamlValue(int Line, int Column)
{
    public string Place => $"line {Line}, column {Column}";
}

internal sealed record YamlScalar(string Text, bool Quoted, int Line, int Column) : YamlValue(Line, Column)
{
    public Word Word => new(Text, Line, Column, Quoted);
}

internal sealed record YamlList(ImmutableArray<YamlValue> Items, int Line, int Column) : YamlValue(Line, Column);

/// <param name="Entries">In file order, keys distinct.</param>
internal sealed record YamlMap(ImmutableArray<(Word Key, YamlValue Value)> Entries, int Line, int Column)
    : YamlValue(Line, Column);
