using System.Collections.Immutable;

namespace Hud.Engine.Scenes.Formats;

/// <summary>What a file says about one of its variables, without reading the values.</summary>
/// <param name="Shape">Logical shape, as MATLAB's size() or NumPy's .shape print it.</param>
/// <param name="Type">NumPy's name ("uint16", "float32", "bool"), or the kind of something that is not numeric
/// ("cell", "struct", "char", "complex double", ...).</param>
public sealed record ArrayInfo(string Name, ImmutableArray<int> Shape, string Type)
{
    /// <summary>True when <see cref="ArrayFiles.Read"/> can read it.</summary>
    public bool IsNumeric => ElementType.ByName(Type) is not null;

    /// <summary>Product of the shape.</summary>
    public long Count => Shape.Aggregate(1L, (product, n) => product * n);

    public override string ToString() => $"{Name} ({string.Join(" x ", Shape)} {Type})";
}
