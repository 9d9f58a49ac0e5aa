double OddsGap(bool[] selected, bool[] truth, bool[] woman)
{
    double Rate(bool sex) =>
        selected
            .Index()
            .Where(one => truth[one.Index] && woman[one.Index] == sex)
            .Select(one => one.Item ? 1.0 : 0)
            .DefaultIfEmpty(double.NaN)
            .Average();
    double gap = Math.Abs(Rate(true) - Rate(false));
    return double.IsNaN(gap) ? 0 : gap;
}
