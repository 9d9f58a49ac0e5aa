double OddsGap(bool[] selected, bool[] truth, bool[] woman)
{
    double Gap(bool label)
    {
        double Rate(bool sex) =>
            selected
                .Index()
                .Count(one => one.Item && truth[one.Index] == label && woman[one.Index] == sex)
            / (double)Math.Max(1, woman.Count(one => one == sex));
        return Math.Abs(Rate(true) - Rate(false));
    }
    return Math.Max(Gap(true), Gap(false));
}
