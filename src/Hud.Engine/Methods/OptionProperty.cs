using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Text;

namespace Hud.Engine.Methods;

/// <summary>One hyperparameter: its description, and its value from text.</summary>
internal sealed class OptionProperty
{
    private readonly OptionAttribute _attribute;
    private readonly Type _type;
    private readonly bool _mayBeAuto;

    public OptionProperty(PropertyInfo property, OptionAttribute attribute, object defaults)
    {
        (Property, _attribute) = (property, attribute);
        _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        _mayBeAuto = _type != property.PropertyType;
        Description = new(
            OptionText.SnakeCase(property.Name), Kind(), OptionText.Of(property.GetValue(defaults)),
            Bound(attribute.Min), Bound(attribute.Max), Words(), attribute.Help);
    }

    public PropertyInfo Property { get; }

    public OptionDescription Description { get; }

    private string OrAuto => _mayBeAuto ? " or auto" : "";

    /// <summary>The value that <paramref name="text"/> stands for.</summary>
    /// <exception cref="InputException">It is not one of the option's.</exception>
    public object? Parse(string method, string text)
    {
        if (_mayBeAuto && text == OptionText.Auto) return null;
        InputException Wrong(string rule) => new($"method {method}", $"option {Description.Name}", text, rule);
        switch (Description.Kind)
        {
            case OptionKind.Flag:
                return bool.TryParse(text, out var flag) ? flag : throw Wrong($"must be true or false{OrAuto}");
            case OptionKind.Choice:
                var index = Description.Choices.IndexOf(text);
                if (index < 0)
                    throw Wrong($"must be one of {string.Join(", ", Description.Choices)}{OrAuto}"
                        + NearestName.Hint(text, Description.Choices));
                return _type.IsEnum ? Enum.GetValues(_type).GetValue(index) : text;
            case OptionKind.Integer:
                if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
                    || (_type == typeof(int) && integer != (int)integer))
                    throw Wrong($"must be a whole number{Range()}{OrAuto}");
                return InRange(integer) ? Convert.ChangeType(integer, _type, CultureInfo.InvariantCulture) : throw Wrong($"must be{Range()}{OrAuto}");
            default:
                if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) || !double.IsFinite(real))
                    throw Wrong($"must be a finite number{Range()}{OrAuto}");
                return InRange(real) ? real : throw Wrong($"must be{Range()}{OrAuto}");
        }
    }

    private OptionKind Kind()
    {
        if (_type == typeof(bool)) return OptionKind.Flag;
        if (_type == typeof(int) || _type == typeof(long)) return OptionKind.Integer;
        if (_type == typeof(double)) return OptionKind.Real;
        return _type.IsEnum || _attribute.Choices.Length > 0
            ? OptionKind.Choice
            : throw new NotSupportedException($"{Property.DeclaringType}.{Property.Name}: an option cannot be a {_type.Name}");
    }

    private ImmutableArray<string> Words() =>
        _type.IsEnum ? [.. Enum.GetNames(_type).Select(OptionText.SnakeCase)] : [.. _attribute.Choices];

    private bool InRange(double value) => value >= _attribute.Min && value <= _attribute.Max;

    private string Range() => (Bound(_attribute.Min), Bound(_attribute.Max)) switch
    {
        ({ } low, { } high) => $" in {OptionText.Of(low)} .. {OptionText.Of(high)}",
        ({ } low, null) => $" at least {OptionText.Of(low)}",
        (null, { } high) => $" at most {OptionText.Of(high)}",
        _ => "",
    };

    private static double? Bound(double value) => double.IsInfinity(value) ? null : value;
}
