int Area(int[] board, int n)
{
    int Owner(int point) =>
        board[point] != 0
            ? board[point]
            : Beside(point, n).Select(q => board[q]).Aggregate(0, (reached, x) => reached | x);
    int[] owners = [.. Enumerable.Range(0, n * n).Select(Owner)];
    return owners.Count(x => x == 1) - owners.Count(x => x == 2);
}
