using System.Collections.Frozen;
using System.Text;

namespace Viva.Notebooks.Export.Formulas;

/// <summary>What commands and characters stand for.</summary>
internal static class TexSymbols
{
    /// <summary>Greek letters and other symbols that behave like a variable.</summary>
    public static readonly FrozenDictionary<string, string> Letters = Pairs(
        """
        alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ
        iota ι kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο
        pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
        imath ı jmath ȷ ell ℓ partial ∂ digamma ϝ hbar ℏ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ
        """
    );

    /// <summary>Letters and signs that stand upright.</summary>
    public static readonly FrozenDictionary<string, string> Upright = Pairs(
        """
        Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
        infty ∞ nabla ∇ emptyset ∅ varnothing ∅ top ⊤ bot ⊥ angle ∠ measuredangle ∡ triangle △ square □
        Box □ blacksquare ■ lozenge ◊ Diamond ◊ bigstar ★ blacktriangle ▲ checkmark ✓
        flat ♭ natural ♮ sharp ♯ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ copyright © mho ℧ eth ð
        degree ° S § P ¶ pounds £ euro € prime ′ backslash \ % % $ $ # # _ _ complement ∁ hslash ℏ
        ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ iddots ⋰ dotsc … dotso … dotsb ⋯ dotsm ⋯ dotsi ⋯
        """
    );

    /// <summary>Signs that join two operands.</summary>
    public static readonly FrozenDictionary<string, string> Binary = Pairs(
        """
        cdot ⋅ times × div ÷ pm ± mp ∓ ast ∗ circ ∘ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙
        cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ wedge ∧ land ∧ vee ∨ lor ∨
        setminus ∖ smallsetminus ∖ amalg ⨿ wr ≀ bigtriangleup △ rtimes ⋊ ltimes ⋉ boxplus ⊞ boxtimes ⊠ bigcirc ◯
        star ⋆ bullet ∙ diamond ⋄ dagger † ddagger ‡ boxminus ⊟ boxdot ⊡ circledast ⊛ circledcirc ⊚
        dotplus ∔ intercal ⊺ barwedge ⊼ veebar ⊻ triangleleft ◃ triangleright ▹
        """
    );

    /// <summary>Signs that relate two sides.</summary>
    public static readonly FrozenDictionary<string, string> Relations = Pairs(
        """
        le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ll ≪ gg ≫ ne ≠ neq ≠ equiv ≡ approx ≈ approxeq ≊
        sim ∼ simeq ≃ cong ≅ propto ∝ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔
        prec ≺ succ ≻ preceq ⪯ succeq ⪰ lesssim ≲ gtrsim ≳ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ in ∈ notin ∉ ni ∋
        mid ∣ nmid ∤ parallel ∥ perp ⟂ vdash ⊢ dashv ⊣ models ⊨ bowtie ⋈ because ∵ therefore ∴ iff ⟺ implies ⟹ impliedby ⟸
        to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔
        longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷
        Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ uparrow ↑ downarrow ↓
        updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖
        hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ rightleftharpoons ⇌ rightrightarrows ⇉ rightsquigarrow ⇝ leadsto ⇝
        lt < gt > nless ≮ ngtr ≯ nleq ≰ ngeq ≱ lll ⋘ ggg ⋙ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑
        sqsupseteq ⊒ nsubseteq ⊈ nsupseteq ⊉ nsim ≁ ncong ≇ eqsim ≂ backsim ∽
        precsim ≾ succsim ≿ precapprox ⪷ succapprox ⪸ lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷ coloneq ≔
        eqqcolon ≕ vcentcolon : vDash ⊨ Vdash ⊩ nvdash ⊬ trianglelefteq ⊴ trianglerighteq ⊵
        twoheadrightarrow ↠ rightarrowtail ↣ nrightarrow ↛ nleftarrow ↚ nRightarrow ⇏ leftharpoonup ↼ leftharpoondown ↽
        rightharpoondown ⇁ leftrightharpoons ⇋ leftrightarrows ⇆ rightleftarrows ⇄
        Updownarrow ⇕ curvearrowleft ↶ curvearrowright ↷ circlearrowleft ↺ circlearrowright ↻
        upharpoonright ↾ restriction ↾ multimap ⊸ smile ⌣ frown ⌢
        """
    );

    /// <summary>Signs before everything.</summary>
    public static readonly FrozenDictionary<string, string> Prefixes = Pairs("neg ¬ lnot ¬ forall ∀ exists ∃ nexists ∄ surd √");

    /// <summary>Signs that grow on a line of their own and carry their limits above and below.</summary>
    public static readonly FrozenDictionary<string, string> Large = Pairs(
        """
        sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆
        """
    );

    /// <summary>Signs that grow and carry their limits at the side.</summary>
    public static readonly FrozenDictionary<string, string> Integrals = Pairs("int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯");

    /// <summary>Functions with a name.</summary>
    public static readonly FrozenSet<string> Functions = Words(
        """
        sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg dim ker hom deg arg
        """
    );

    /// <summary>Functions with a name that carry their limits below.</summary>
    public static readonly FrozenDictionary<string, string> LimitFunctions = new Dictionary<string, string>
    {
        ["lim"] = "lim",
        ["limsup"] = "lim sup",
        ["liminf"] = "lim inf",
        ["max"] = "max",
        ["min"] = "min",
        ["sup"] = "sup",
        ["inf"] = "inf",
        ["argmax"] = "arg max",
        ["argmin"] = "arg min",
        ["det"] = "det",
        ["gcd"] = "gcd",
        ["Pr"] = "Pr",
    }.ToFrozenDictionary();

    /// <summary>Delimiters, for <c>\left</c>, <c>\big</c> and their like and on their own.</summary>
    public static readonly FrozenDictionary<string, (string Text, AtomClass Class)> Delimiters = new Dictionary<string, (string, AtomClass)>
    {
        ["("] = ("(", AtomClass.Open),
        [")"] = (")", AtomClass.Close),
        ["["] = ("[", AtomClass.Open),
        ["]"] = ("]", AtomClass.Close),
        ["{"] = ("{", AtomClass.Open),
        ["}"] = ("}", AtomClass.Close),
        ["lbrace"] = ("{", AtomClass.Open),
        ["rbrace"] = ("}", AtomClass.Close),
        ["lbrack"] = ("[", AtomClass.Open),
        ["rbrack"] = ("]", AtomClass.Close),
        ["langle"] = ("⟨", AtomClass.Open),
        ["rangle"] = ("⟩", AtomClass.Close),
        ["lfloor"] = ("⌊", AtomClass.Open),
        ["rfloor"] = ("⌋", AtomClass.Close),
        ["lceil"] = ("⌈", AtomClass.Open),
        ["rceil"] = ("⌉", AtomClass.Close),
        ["lvert"] = ("|", AtomClass.Open),
        ["rvert"] = ("|", AtomClass.Close),
        ["lgroup"] = ("⟮", AtomClass.Open),
        ["rgroup"] = ("⟯", AtomClass.Close),
        ["llbracket"] = ("⟦", AtomClass.Open),
        ["rrbracket"] = ("⟧", AtomClass.Close),
        ["ulcorner"] = ("⌜", AtomClass.Open),
        ["urcorner"] = ("⌝", AtomClass.Close),
        ["lVert"] = ("‖", AtomClass.Open),
        ["rVert"] = ("‖", AtomClass.Close),
        ["|"] = ("|", AtomClass.Ordinary),
        ["vert"] = ("|", AtomClass.Ordinary),
        ["Vert"] = ("‖", AtomClass.Ordinary),
        ["<"] = ("⟨", AtomClass.Open),
        [">"] = ("⟩", AtomClass.Close),
        ["/"] = ("/", AtomClass.Ordinary),
        ["backslash"] = ("\\", AtomClass.Ordinary),
        ["uparrow"] = ("↑", AtomClass.Ordinary),
        ["downarrow"] = ("↓", AtomClass.Ordinary),
        ["updownarrow"] = ("↕", AtomClass.Ordinary),
        ["Uparrow"] = ("⇑", AtomClass.Ordinary),
        ["Downarrow"] = ("⇓", AtomClass.Ordinary),
    }.ToFrozenDictionary();

    /// <summary>Accents: the sign and whether it grows with what it stands on.</summary>
    public static readonly FrozenDictionary<string, (string Sign, bool Stretches)> Accents = new Dictionary<string, (string, bool)>
    {
        ["hat"] = ("^", false),
        ["widehat"] = ("^", true),
        ["tilde"] = ("~", false),
        ["widetilde"] = ("~", true),
        ["bar"] = ("‾", false),
        ["overline"] = ("‾", true),
        ["vec"] = ("→", false),
        ["overrightarrow"] = ("→", true),
        ["overleftarrow"] = ("←", true),
        ["overleftrightarrow"] = ("↔", true),
        ["dot"] = ("˙", false),
        ["ddot"] = ("¨", false),
        ["dddot"] = ("⃛", false),
        ["check"] = ("ˇ", false),
        ["breve"] = ("˘", false),
        ["acute"] = ("´", false),
        ["grave"] = ("`", false),
        ["mathring"] = ("˚", false),
        ["overbrace"] = ("⏞", true),
    }.ToFrozenDictionary();

    /// <summary>Blank space in em.</summary>
    public static readonly FrozenDictionary<string, double> Spaces = new Dictionary<string, double>
    {
        [","] = 3 / 18.0,
        ["thinspace"] = 3 / 18.0,
        [":"] = 4 / 18.0,
        [">"] = 4 / 18.0,
        ["medspace"] = 4 / 18.0,
        [";"] = 5 / 18.0,
        ["thickspace"] = 5 / 18.0,
        ["enskip"] = 0.5,
        ["negmedspace"] = -4 / 18.0,
        ["negthickspace"] = -5 / 18.0,
        ["!"] = -3 / 18.0,
        ["negthinspace"] = -3 / 18.0,
        [" "] = 0.25,
        ["space"] = 0.25,
        ["enspace"] = 0.5,
        ["quad"] = 1,
        ["qquad"] = 2,
    }.ToFrozenDictionary();

    /// <summary>Arrows that are as long as what is written on them.</summary>
    public static readonly FrozenDictionary<string, string> LongArrows = Pairs(
        "xrightarrow → xleftarrow ← xleftrightarrow ↔ xRightarrow ⇒ xLeftarrow ⇐ xmapsto ↦ xhookrightarrow ↪ xrightleftharpoons ⇌"
    );

    /// <summary>The switches of plain TeX and the alphabets that they switch to.</summary>
    public static readonly FrozenDictionary<string, string> Fonts = Pairs("rm mathrm bf mathbf it mathit cal mathcal sf mathsf tt mathtt");

    /// <summary>The command for a sign that somebody typed as it is.</summary>
    public static readonly FrozenDictionary<string, string> Commands = Signs();

    private static readonly Dictionary<char, string> ScriptExceptions = Exceptions("B ℬ E ℰ F ℱ H ℋ I ℐ L ℒ M ℳ R ℛ e ℯ g ℊ o ℴ");
    private static readonly Dictionary<char, string> FrakturExceptions = Exceptions("C ℭ H ℌ I ℑ R ℜ Z ℨ");
    private static readonly Dictionary<char, string> DoubleExceptions = Exceptions("C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ");

    /// <summary>The alphabets of commands such as <c>\mathbb</c>.</summary>
    public static bool IsAlphabet(string command) =>
        command
            is "mathbb"
                or "mathcal"
                or "mathscr"
                or "mathfrak"
                or "mathbf"
                or "boldsymbol"
                or "bm"
                or "mathsf"
                or "mathtt"
                or "mathbbm"
                or "mathds"
                or "Bbb"
                or "pmb"
                or "mathrm"
                or "mathit"
                or "mathnormal";

    /// <summary>
    /// A character in another alphabet. MathML Core knows no attribute for alphabets: the letters have code points of their own (Unicode
    /// block "Mathematical Alphanumeric Symbols"). What has none stays as it is.
    /// </summary>
    public static string InAlphabet(string text, string alphabet)
    {
        alphabet = alphabet switch
        {
            "mathbbm" or "mathds" or "Bbb" => "mathbb",
            "pmb" => "boldsymbol",
            _ => alphabet,
        };
        var mapped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            mapped.Append(Map(rune.Value, alphabet));
        }

        return mapped.ToString();
    }

    private static string Map(int c, string alphabet)
    {
        var letter = c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');
        var offset = c <= 'Z' ? c - 'A' : c - 'a' + 26;
        var plain = char.ConvertFromUtf32(c);
        switch (alphabet)
        {
            case "mathbb" when DoubleExceptions.TryGetValue((char)c, out var known):
                return known;
            case "mathbb" when c is >= '0' and <= '9':
                return char.ConvertFromUtf32(0x1D7D8 + c - '0');
            case "mathbb":
                return letter ? char.ConvertFromUtf32(0x1D538 + offset) : plain;
            case "mathcal" or "mathscr" when ScriptExceptions.TryGetValue((char)c, out var known):
                return known;
            case "mathcal" or "mathscr":
                return letter ? char.ConvertFromUtf32(0x1D49C + offset) : plain;
            case "mathfrak" when FrakturExceptions.TryGetValue((char)c, out var known):
                return known;
            case "mathfrak":
                return letter ? char.ConvertFromUtf32(0x1D504 + offset) : plain;
            case "mathsf":
                return letter ? char.ConvertFromUtf32(0x1D5A0 + offset)
                    : c is >= '0' and <= '9' ? char.ConvertFromUtf32(0x1D7E2 + c - '0')
                    : plain;
            case "mathtt":
                return letter ? char.ConvertFromUtf32(0x1D670 + offset)
                    : c is >= '0' and <= '9' ? char.ConvertFromUtf32(0x1D7F6 + c - '0')
                    : plain;
            case "mathbf":
                return letter ? char.ConvertFromUtf32(0x1D400 + offset) : Bold(c) ?? plain;
            case "boldsymbol" or "bm":
                return letter ? char.ConvertFromUtf32(0x1D468 + offset) : BoldItalic(c) ?? Bold(c) ?? plain;
            default:
                return plain;
        }
    }

    private static FrozenDictionary<string, string> Signs()
    {
        var commands = new Dictionary<string, string>();
        foreach (
            var (command, sign) in Upright
                .Concat(Binary)
                .Concat(Relations)
                .Concat(Prefixes)
                .Concat(Large)
                .Concat(Integrals)
                .Concat(Delimiters.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Text)))
        )
        {
            if (!char.IsAscii(sign[0]))
            {
                commands.TryAdd(sign, command);
            }
        }

        commands["·"] = "cdot";
        return commands.ToFrozenDictionary();
    }

    private static string? Bold(int c) =>
        c is >= '0' and <= '9' ? char.ConvertFromUtf32(0x1D7CE + c - '0')
        : c is >= 'Α' and <= 'Ω' ? char.ConvertFromUtf32(0x1D6A8 + c - 'Α')
        : c is >= 'α' and <= 'ω' ? char.ConvertFromUtf32(0x1D6C2 + c - 'α')
        : c switch
        {
            '∇' => char.ConvertFromUtf32(0x1D6C1),
            '∂' => char.ConvertFromUtf32(0x1D6DB),
            _ => null,
        };

    private static string? BoldItalic(int c) => c is >= 'α' and <= 'ω' ? char.ConvertFromUtf32(0x1D736 + c - 'α') : null;

    private static Dictionary<char, string> Exceptions(string words) =>
        words.Split(' ').Chunk(2).ToDictionary(pair => pair[0][0], pair => pair[1]);

    private static FrozenDictionary<string, string> Pairs(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    private static FrozenSet<string> Words(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
