using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Hud.Cli.Tests.Export;

internal static class ParquetColumn
{
    /// <summary>A column's values as the CSV has them.</summary>
    public static async Task<string[]> Text(ParquetRowGroupReader group, DataField field)
    {
        var rows = (int)group.RowCount;
        if (field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[rows];
            await group.ReadAsync(field, texts.AsMemory());
            return [.. texts.Select(t => t ?? "")];
        }

        if (field.ClrType == typeof(double)) return field.IsNullable ? await Maybe<double>() : await Values<double>();
        return field.ClrType == typeof(long) ? await Values<long>() : await Values<int>();

        async Task<string[]> Values<T>()
            where T : struct, IFormattable
        {
            var values = new T[rows];
            await group.ReadAsync(field, values.AsMemory());
            return [.. values.Select(v => v.ToString(null, CultureInfo.InvariantCulture))];
        }

        async Task<string[]> Maybe<T>()
            where T : struct, IFormattable
        {
            var values = new T?[rows];
            await group.ReadAsync(field, values.AsMemory());
            return [.. values.Select(v => v?.ToString(null, CultureInfo.InvariantCulture) ?? "")];
        }
    }
}
