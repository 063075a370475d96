/// How pages and charts look: light, dark, in high contrast and in print. Every mark has a contrast of 4.5 or more.
package enum Stylesheet {
    /// The style sheet.
    package static let text: StaticString = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#57606a;--rule:#d0d7de;--panel:#f6f8fa;--link:#0759a8;--hot:#a40e26;--0:#9a6700;--1:#b35900;--2:#0b6e4f;--3:#0072b2;--4:#5b3a8c}
        @media (prefers-color-scheme:dark){:root{--bg:#14181b;--fg:#e6edf3;--soft:#a9b4be;--rule:#3d444d;--panel:#1c2126;--link:#7cc0ff;--hot:#ff9492;--0:#e6b34d;--1:#ff9d5c;--2:#4cc38a;--3:#6cb6ff;--4:#c297ff}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--fg);font:1rem/1.55 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
        header{display:flex;flex-wrap:wrap;gap:.25rem 2rem;align-items:baseline;padding-top:1rem;padding-bottom:.75rem;border-bottom:1px solid var(--rule)}
        .brand{margin:0;font-weight:700;font-size:1.25rem}.brand a{color:inherit;text-decoration:none}
        header ul{display:flex;align-items:baseline;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0;padding:0}
        .languages{margin-left:auto;font-size:.9rem}
        a{color:var(--link);text-underline-offset:.15em}
        header a{display:inline-block;padding:.2rem 0;text-decoration:none}header a:hover{text-decoration:underline}
        [aria-current]{font-weight:700}
        header a[aria-current]{color:var(--fg);border-bottom:3px solid var(--3)}
        :focus-visible{outline:3px solid var(--3);outline-offset:2px}
        main:focus{outline:none}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.5rem}
        h1{font-size:1.9rem;line-height:1.2;margin:2rem 0 .5rem;overflow-wrap:anywhere}
        h2{font-size:1.3rem;margin:2.25rem 0 .5rem;overflow-wrap:anywhere}
        .lead{font-size:1.15rem;max-width:44rem;margin:.25rem 0 1rem}
        .basis,figcaption,.credit,small,footer{color:var(--soft);font-size:.875rem}
        .basis{margin:.25rem 0;overflow-wrap:anywhere}
        section{border-top:1px solid var(--rule)}
        figure{max-width:48rem;margin:2rem 0;padding:1.25rem;border:1px solid var(--rule);border-radius:.5rem}
        .finding{font-weight:600;font-size:1.05rem;margin:0 0 1rem;max-width:44rem}
        figcaption{margin-top:.5rem}
        details{margin-top:.5rem}summary{cursor:pointer;color:var(--link)}
        .scroll{overflow-x:auto;margin:.75rem 0 1.25rem}
        table{border-collapse:collapse;width:100%;font-size:.925rem;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--soft);padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.45rem .8rem .45rem 0;border-bottom:1px solid var(--rule);font-weight:400}
        thead th{font-weight:600;border-bottom:2px solid var(--fg);vertical-align:bottom}
        .n{text-align:right;white-space:nowrap}.n .none{white-space:normal}
        .none{color:var(--soft);font-style:italic}
        .state,.name{white-space:nowrap}.hot{color:var(--hot);font-weight:700}
        .names{columns:14rem;padding:0;list-style:none}
        dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.4rem 1.25rem}
        dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
        footer{margin-top:3rem;padding-bottom:2rem;border-top:1px solid var(--rule)}
        .chart{display:block;width:100%;height:auto}
        .chart text{font:15px system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:var(--fg)}
        .chart .e{text-anchor:end}.chart .m{text-anchor:middle}.chart .b{font-weight:700}.chart .l{fill:var(--hot)}
        .grid,.zero,.span,.brk,.limit,.gap{fill:none;stroke:var(--rule)}.zero{stroke:var(--fg)}
        .span{stroke:var(--soft);stroke-width:3}.gap{stroke:var(--0);stroke-width:2.5}
        .brk{stroke:var(--fg);stroke-dasharray:2 4}.limit{stroke:var(--hot);stroke-dasharray:8 5;stroke-width:2}
        .band{fill:var(--0);opacity:.22}
        .c0{fill:var(--0)}.c1{fill:var(--1)}.c2{fill:var(--2)}.c3{fill:var(--3)}.c4{fill:var(--4)}
        .o{fill:var(--bg);stroke:var(--4);stroke-width:3.5}.from{fill:var(--bg);stroke:var(--soft);stroke-width:2.5}
        .more{fill:var(--1)}.less{fill:var(--3)}.sum{fill:var(--soft)}
        @media (max-width:40rem){h1{font-size:1.5rem}figure{padding:.75rem;margin:1.5rem 0}.plot .chart{width:38rem}dl{grid-template-columns:1fr}dd{margin-bottom:.6rem}.languages{margin-left:0}}
        @media (forced-colors:active){.chart text,.c0,.c1,.c2,.c3,.more,.less,.sum{fill:CanvasText}.grid,.zero,.span,.gap,.brk,.limit,.o{stroke:CanvasText}}
        @media print{:root{color-scheme:light;--bg:#fff;--fg:#000;--soft:#333;--rule:#999;--link:#000;--hot:#000;--0:#9a6700;--1:#b35900;--2:#0b6e4f;--3:#0072b2;--4:#5b3a8c}nav,.languages,.skip,summary{display:none}figure,tr{break-inside:avoid}h2,.finding{break-after:avoid}.scroll{overflow:visible}.n,.state,.name{white-space:normal}}
        @media print{table{font-size:.75rem}th,td{padding-right:.4rem}thead th{overflow-wrap:anywhere;min-width:3.2rem}details::details-content{content-visibility:visible;block-size:auto}main a[href^="http"]::after,main a[href^="/"]::after{content:" (" attr(href) ")";font-size:.8em;overflow-wrap:anywhere}}
        """
}
