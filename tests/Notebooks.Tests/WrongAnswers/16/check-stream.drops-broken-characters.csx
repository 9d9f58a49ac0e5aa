IEnumerable<string> Stream(IEnumerable<int> ids)
{
    foreach (int id in ids)
        yield return System.Text.Encoding.UTF8.GetString([.. BytesOf(id)]).Replace("\ufffd", "");
}
