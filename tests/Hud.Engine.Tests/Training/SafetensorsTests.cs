using System.Buffers.Binary;
using System.Text;
using Hud.Engine.Native;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Training;

public class SafetensorsTests
{
    public SafetensorsTests() => TorchRuntime.Ensure(1);

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Every_type_comes_back_bit_by_bit(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var tensor = (sin(arange(24, dtype: ScalarType.Float64)) * 100).abs().to(type).reshape(2, 3, 4);
        var back = RoundTrip(tensor);
        Assert.Equal(type, back.dtype);
        Assert.Equal(tensor.shape, back.shape);
        Assert.Equal(tensor.bytes.ToArray(), back.bytes.ToArray());
    }

    [Fact]
    public void Scalars_empty_and_strided_tensors_come_back()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(3.5, RoundTrip(tensor(3.5)).item<double>());
        Assert.Equal([0L, 7], RoundTrip(zeros(0, 7)).shape);
        var strided = arange(6, dtype: ScalarType.Float32).reshape(2, 3).t();
        Assert.True(RoundTrip(strided).allclose(strided));
    }

    [Fact]
    public void The_layout_is_the_published_one_byte_by_byte()
    {
        using var a = ones(1);
        using var b = tensor((byte)7);
        using var stream = new MemoryStream();
        Safetensors.Write(stream, new Dictionary<string, Tensor> { ["b"] = b, ["a"] = a }, new Dictionary<string, string> { ["k"] = "v" });

        const string header = """{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[],"data_offsets":[4,5]}}""";
        var padded = header.PadRight((header.Length + 7) / 8 * 8);
        byte[] expected = [.. BitConverter.GetBytes((long)padded.Length), .. Encoding.ASCII.GetBytes(padded), 0, 0, 128, 63, 7];
        Assert.Equal(expected, stream.ToArray());
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "the file holds 9")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "the file holds 7")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "needs 12 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "negative")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "offsets 8 to 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "begins at 4")]
    [InlineData("""{"a":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}""", 8, "unknown dtype Q4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}""", 8, "nothing else")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "begins at 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "uplicate")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", 8, "overflow")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""", 8, "safetensors")]
    [InlineData("""{"a":3}""", 8, "safetensors")]
    [InlineData("""{"__metadata__":{"k":1}}""", 0, "safetensors")]
    [InlineData("""{"a":""", 0, "safetensors")]
    [InlineData(""" {}""", 0, "does not start with")]
    public void A_header_that_breaks_a_rule_is_refused_with_that_rule(string header, int dataBytes, string? rule)
    {
        using var stream = new MemoryStream([.. BitConverter.GetBytes((long)header.Length), .. Encoding.ASCII.GetBytes(header), .. new byte[dataBytes]]);
        if (rule is null)
        {
            var (tensors, _) = Safetensors.Read(stream);
            Assert.Equal([2L], tensors["a"].shape);
            tensors["a"].Dispose();
            return;
        }

        Assert.Contains(rule, Assert.Throws<InvalidDataException>(() => Safetensors.Read(stream)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_file_without_a_length_field_is_refused(int bytes) =>
        Assert.Throws<InvalidDataException>(() => Safetensors.Read(new MemoryStream(new byte[bytes])));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_header_length_beyond_the_file_is_refused_without_allocating(long length)
    {
        var file = new byte[10];
        BinaryPrimitives.WriteInt64LittleEndian(file, length);
        Assert.Throws<InvalidDataException>(() => Safetensors.Read(new MemoryStream(file)));
    }

    private static Tensor RoundTrip(Tensor tensor)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, new Dictionary<string, Tensor> { ["x"] = tensor });
        stream.Position = 0;
        return Safetensors.Read(stream).Tensors["x"];
    }
}
