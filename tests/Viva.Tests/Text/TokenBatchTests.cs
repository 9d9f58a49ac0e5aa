using Viva.Text;
using static TorchSharp.torch;

namespace Viva.Tests.Text;

public sealed class TokenBatchTests
{
    [Fact]
    public void Shorter_rows_are_filled_up_and_the_mask_says_where()
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Of(
            [
                [5, 6, 7],
                [8],
                [],
            ],
            padding: 9
        );
        Assert.True(
            batch.Ids.Equals(
                tensor(
                    new long[,]
                    {
                        { 5, 6, 7 },
                        { 8, 9, 9 },
                        { 9, 9, 9 },
                    }
                )
            )
        );
        Assert.Equal([3, 1, 0], batch.Lengths.data<long>());
        Assert.Equal([true, true, true, true, false, false, false, false, false], batch.Mask.data<bool>());
    }

    [Fact]
    public void Only_empty_rows_give_one_column_of_padding() =>
        Assert.Equal(
            [2, 1],
            TokenBatch
                .Of([
                    [],
                    [],
                ])
                .Ids.shape
        );

    [Fact]
    public void No_row_is_refused() => Assert.Throws<ArgumentException>(() => TokenBatch.Of([]));
}
