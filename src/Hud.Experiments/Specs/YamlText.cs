using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hud.Experiments.Specs;

/// <summary>Text to tree, with every bound that keeps a hostile file harmless: size, depth, no anchors, one document.</summary>
internal sealed class YamlText
{
    /// <summary>Characters; a file of a thousand overrides has a tenth of this.</summary>
    public const int MaximumLength = 256 * 1024;

    private const int MaximumDepth = 16;

    private readonly string _file;
    private readonly string _what;
    private readonly Parser _parser;

    private YamlText(string text, string file, string what) =>
        (_file, _what, _parser) = (file, what, new Parser(new Scanner(new StringReader(text), skipComments: true)));

    /// <param name="what">"an experiment file", for messages.</param>
    public static YamlMap Parse(string text, string file, string what)
    {
        if (text.Length > MaximumLength)
            throw new InputException(file, null, $"{text.Length} characters", $"{what} has at most {MaximumLength}");
        RefuseTabs(text, file);
        var reader = new YamlText(text, file, what);
        try
        {
            return reader.Document();
        }
        catch (YamlException bad)
        {
            throw new InputException(
                file, $"line {bad.Start.Line}, column {bad.Start.Column}", null, $"not valid YAML: {bad.Message}", bad);
        }
        catch (Exception bad) when (bad is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner stumbles over some broken texts ("a: [- b") instead of reporting them.
            var after = reader._parser.Current?.End ?? Mark.Empty;
            throw new InputException(file, $"after line {after.Line}, column {after.Column}", null, "not valid YAML", bad);
        }
    }

    /// <summary>YamlDotNet reports an indenting tab at the start of the document, where nobody finds it.</summary>
    private static void RefuseTabs(string text, string file)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var tab = line[..^line.TrimStart().Length].IndexOf('\t');
            if (tab >= 0) throw new InputException(file, $"line {number}, column {tab + 1}", null, "not valid YAML: indent with spaces, not with tabs");
        }
    }

    private YamlMap Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _)) throw new InputException(_file, null, null, "the file is empty");
        var root = Node(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
            throw Wrong(second, null, $"{_what} holds one document; remove the second '---'");
        return root as YamlMap ?? throw new InputException(
            _file, root.Place, null, $"{_what} is a mapping of keys, each with its value");
    }

    private YamlValue Node(int depth)
    {
        var at = _parser.Consume<ParsingEvent>();
        if (depth > MaximumDepth) throw Wrong(at, null, $"nested deeper than {MaximumDepth} levels");
        if (at is AnchorAlias alias) throw Wrong(at, $"*{alias.Value}", "aliases are not read here; write the value out");
        if (at is NodeEvent { Anchor.IsEmpty: false } anchored)
            throw Wrong(at, $"&{anchored.Anchor}", "anchors are not read here; write the value out");
        if (at is NodeEvent { Tag.IsEmpty: false } tagged)
            throw Wrong(at, tagged.Tag.Value, "tags are not read here; write the plain value");
        return at switch
        {
            Scalar s when s.Value.Any(char.IsControl) => throw Wrong(at, null, "the value has a line break or control character"),
            Scalar s => new YamlScalar(s.Value, s.Style != ScalarStyle.Plain, Line(s), Column(s)),
            SequenceStart => List(at, depth),
            MappingStart => Map(at, depth),
            _ => throw Wrong(at, null, "a value is expected here"),
        };
    }

    private YamlList List(ParsingEvent at, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        return new YamlList(items.DrainToImmutable(), Line(at), Column(at));
    }

    private YamlMap Map(ParsingEvent at, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(Word, YamlValue)>();
        var seen = new Dictionary<string, Word>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var start = _parser.Current!;
            if (Node(depth + 1) is not YamlScalar key) throw Wrong(start, null, "a key must be a plain word");
            if (!seen.TryAdd(key.Text, key.Word))
                throw key.Word.Wrong(_file, $"given twice; the first is at {seen[key.Text].Place}");
            entries.Add((key.Word, Node(depth + 1)));
        }

        return new YamlMap(entries.DrainToImmutable(), Line(at), Column(at));
    }

    private InputException Wrong(ParsingEvent at, string? value, string rule) =>
        new(_file, $"line {Line(at)}, column {Column(at)}", value, rule);

    private static int Line(ParsingEvent at) => (int)at.Start.Line;

    private static int Column(ParsingEvent at) => (int)at.Start.Column;
}
