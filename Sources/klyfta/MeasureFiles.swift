import ArgumentParser
import KlyftaMeasureFiles

struct MeasureFiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Measures the figures in files, and prints one line of JSON a file",
        discussion: """
            Each file is a JSON object with "name", "kind" and "input"; the kinds are groups, micro, convergence, \
            change, pvalues, bootstrap and merge. A file that cannot be measured is told on standard error and the \
            others are measured; then the command ends with 65.
            """)

    @Argument(help: "The files; - is standard input.")
    var files: [String]

    func run() throws {
        var isWhole = true
        for file in files {
            do {
                try writeOutput(try MeasureFile(reading: file).answers().line)
            } catch let fault as MeasureFileFault {
                writeError("klyfta: \(fault)")
                isWhole = false
            }
        }
        // EX_DATAERR of sysexits.h.
        if !isWhole { throw ExitCode(65) }
    }
}
