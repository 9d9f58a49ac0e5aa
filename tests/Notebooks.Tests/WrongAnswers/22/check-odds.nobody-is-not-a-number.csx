double OddsGap(bool[] selected, bool[] truth, bool[] woman)
{
    double Gap(bool label)
    {
        double Rate(bool sex) =>
            selected
                .Index()
                .Where(one => truth[one.Index] == label && woman[one.Index] == sex)
                .Select(one => one.Item ? 1.0 : 0)
                .DefaultIfEmpty(0)
                .Average();
        return Math.Abs(Rate(true) - Rate(false));
    }
    return Math.Max(Gap(true), Gap(false));
}
