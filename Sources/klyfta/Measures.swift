import ArgumentParser
import KlyftaDivide
import KlyftaModel

struct Measures: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the measures of a divide: what each says, in which unit, and what it needs",
        discussion: """
            Where the direction is a magnitude, a measure does not say who trails. Those for parity only repeat what \
            another program says, errors included.
            """)

    @Option(help: "table, csv or json.")
    var format = Table.Format.table

    @Option(help: "sv, nb or en.")
    var language = Language.english

    func run() throws {
        var table = Table(["key", "unit", "direction", "parity", "needs", "name", "meaning"])
        table.rows = Measure.all.map { measure in
            [
                .text(measure.description), .text(measure.unit.rawValue), .text(measure.orientation.rawValue),
                .flag(measure.isForParityOnly), .text(needs(measure)), .text(measure.name[language]),
                .text(measure.meaning[language]),
            ]
        }
        try writeOutput(table.rendered(as: format))
    }

    private func needs(_ measure: Measure) -> String {
        Measure.Need.allCases.filter(measure.needs.contains).map(\.rawValue).joined(separator: " ")
    }
}
