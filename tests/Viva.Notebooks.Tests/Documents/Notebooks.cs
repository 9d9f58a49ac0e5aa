using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Tests.Documents;

/// <summary>Notebook texts that tests share.</summary>
internal static class Notebooks
{
    /// <summary>What nbformat.write makes of a small executed notebook, with every kind of output and metadata of others.</summary>
    public const string Jupyter = """
        {
         "cells": [
          {
           "attachments": {
            "dot.png": {
             "image/png": "iVBORw0KGgo="
            }
           },
           "cell_type": "markdown",
           "id": "title",
           "metadata": {},
           "source": [
            "# Ünïcode · 数字 😀\n",
            "\n",
            "Text with \"quotes\", a \\ and a tab\t."
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 3,
           "id": "all-outputs",
           "metadata": {
            "scrolled": true,
            "tags": [
             "exercise"
            ],
            "unknown": {
             "deep": [
              1,
              1.0,
              1e-05,
              -0.5,
              null,
              true
             ]
            }
           },
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "one\n",
              "two"
             ]
            },
            {
             "data": {
              "application/vnd.viva.result+json": {
               "met": true,
               "name": "accuracy",
               "value": 0.9951
              },
              "image/png": "iVBORw0KGgo=",
              "text/html": [
               "<b>0.9951</b>"
              ]
             },
             "metadata": {
              "isolated": true
             },
             "output_type": "display_data"
            },
            {
             "data": {
              "text/plain": [
               "2"
              ]
             },
             "execution_count": 3,
             "metadata": {},
             "output_type": "execute_result"
            },
            {
             "ename": "Exception",
             "evalue": "no",
             "output_type": "error",
             "traceback": [
              "Exception: no",
              "   at cell"
             ]
            }
           ],
           "source": [
            "1 + 1"
           ]
          },
          {
           "cell_type": "raw",
           "id": "raw",
           "metadata": {},
           "source": []
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          },
          "somebody": "else's"
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    /// <summary>
    /// What VS Code Polyglot Notebooks leaves: its own key order, two spaces, escapes of other writers, source as one string.
    /// </summary>
    public const string VsCode = """
        {
          "nbformat": 4,
          "nbformat_minor": 5,
          "metadata": {
            "kernelspec": {
              "display_name": ".NET (C#)",
              "language": "C#",
              "name": ".net-csharp"
            },
            "polyglot_notebook": {
              "kernelInfo": {
                "defaultKernelName": "csharp",
                "items": [
                  {
                    "aliases": [],
                    "name": "csharp"
                  }
                ]
              }
            }
          },
          "cells": [
            {
              "cell_type": "code",
              "execution_count": null,
              "id": "b1f0",
              "metadata": {
                "vscode": {
                  "languageId": "polyglot-notebook"
                },
                "polyglot_notebook": {
                  "kernelName": "csharp"
                },
                "zoom": 0.00001
              },
              "outputs": [],
              "source": "var caf\u00e9 = \"\u003cb\u003e\";\ncaf\u00e9"
            }
          ]
        }
        """;

    /// <summary>A notebook of the given cells, in canonical form.</summary>
    public static string Of(params NotebookCell[] cells)
    {
        var document = NotebookDocument.Create();
        foreach (var cell in cells)
        {
            document.Add(cell);
        }

        return document.ToCanonicalJson();
    }

    /// <summary>A notebook with one cell that has the given JSON.</summary>
    public static string WithCell(string cellJson, int minor = 5) =>
        $$"""{"cells": [{{cellJson}}], "metadata": {}, "nbformat": 4, "nbformat_minor": {{minor}}}""";

    /// <summary>The text of an output: the kernel shows most values as HTML.</summary>
    public static string PlainText(JsonObject output) =>
        NotebookOutput.Text(output, "text/plain")
        ?? WebUtility.HtmlDecode(
            Regex.Match(NotebookOutput.Text(output, "text/html")!, "<pre>(.*)</pre>", RegexOptions.Singleline).Groups[1].Value
        );

    /// <summary>The source of the first cell as stored.</summary>
    public static JsonNode? FirstSource(string notebook) => JsonNode.Parse(notebook)!["cells"]![0]!["source"];
}
