int Area(int[] board, int n)
{
    int Owner(int point)
    {
        if (board[point] != 0)
            return board[point];
        var (region, reached) = (new HashSet<int> { point }, 0);
        for (var open = new Stack<int>([point]); open.TryPop(out int p); )
            foreach (int q in Beside(p, n))
                if (board[q] != 0)
                    reached |= board[q];
                else if (region.Add(q))
                    open.Push(q);
        return reached;
    }
    int[] owners = [.. Enumerable.Range(0, n * n).Select(Owner)];
    return owners.Count(x => (x & 1) == 1) - owners.Count(x => x == 2);
}
