using System.Globalization;
using System.Text;

namespace Hud.Experiments.Tables;

/// <summary>Plain text to LaTeX that compiles under every engine.</summary>
internal static class LatexText
{
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '\\' => @"\textbackslash{}",
                '{' or '}' or '$' or '&' or '#' or '%' or '_' => $@"\{rune}",
                '^' => @"\textasciicircum{}",
                '~' => @"\textasciitilde{}",
                '<' => @"\textless{}",
                '>' => @"\textgreater{}",
                '|' => @"\textbar{}",
                '"' => @"{\char34}",
                // A bracket that opens a line would be read as the optional argument of the line break before it.
                '[' => "{[}",
                ']' => "{]}",
                '±' => @"$\pm$",
                '–' => "--",
                '↑' => @"$\uparrow$",
                '↓' => @"$\downarrow$",
                '§' => @"\S{}",
                '†' => @"$^{\dagger}$",
                '‡' => @"$^{\ddagger}$",
                < 0x20 or 0x7F => " ",
                < 0x7F => rune.ToString(),
                // Which letters a font has is the reader's matter: name the code point rather than fail to compile.
                _ => string.Create(CultureInfo.InvariantCulture, $"(U+{rune.Value:X4})"),
            });
        }

        return escaped.ToString();
    }
}
