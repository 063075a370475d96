import Foundation

/// The watched country with names that would be formulas, marks and turned lines, with figures of an office, with a rule
/// on a measure of all municipalities, and with a source that says when its next figures come.
enum DataWorld {
    static let hostile = "=HYPERLINK(\"http://x\";1) < 5 000 & \"Å\" 'b' </script>\u{202E}, x"
}

extension Scratch {
    /// Writes its figures and its configuration.
    func prepareData() throws {
        try prepare()
        let rule = "  g-gini: { indicator: skl.N07900, measure: gini_w, level: { above: 0.9 } }\n"
        let configuration = Watched.configuration(self, rules: Watched.rules + rule)
            .replacing("    figures: ", with: "    expect: \"*-11-01 UTC\"\n    figures: ")
        try write(configuration, to: "klyfta.yaml")
        let quoted = "\"\(DataWorld.hostile.replacing("\"", with: "\"\""))\""
        try write(
            "id,unit,direction,nature,title_en,title_sv,title_nb\n"
                + ["N07900", "N90002", "N90003"].map {
                    "skl.\($0),percent,higher-is-better,register,\(quoted),\(quoted),\(quoted)\n"
                }.joined(), to: "figures/indicators.csv")
        try write(
            try read("figures/municipalities.csv").replacing("SE-2401,SE-2401,", with: "SE-2401,\(quoted),"),
            to: "figures/municipalities.csv")
        try write(
            """
            id,indicator,period,kind,group,from,to,value,words,n,of,denominator,source
            p1,skl.N07900,2012,size,<10000,,,10.5,"10,5 %",5,10,all,a report
            p2,skl.N07900,2013,size,<10000,,,,var femte,5,10,all,a report
            p3,skl.N07900,2013,size,\(quoted),,,12,12,5,10,all,a report

            """, to: "figures/published.csv")
    }
}
