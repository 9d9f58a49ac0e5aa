IEnumerable<string> Stream(IEnumerable<int> ids)
{
    yield return System.Text.Encoding.UTF8.GetString([.. ids.SelectMany(BytesOf)]);
}
