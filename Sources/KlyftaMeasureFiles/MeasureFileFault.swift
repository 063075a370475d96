import KlyftaModel

/// A file of figures cannot be read, or what it holds cannot be measured.
package struct MeasureFileFault: Fault, Equatable {
    /// The file, and where inside it: `figures.json: input.est[3]`.
    package let place: String
    /// What is wrong there.
    package let problem: String
    /// What to write instead.
    package let remedy: String

    /// A fault in a file, at a path inside it; an empty path means the file itself.
    package init(in file: String, at path: String = "", _ problem: String, remedy: String) {
        place = path.isEmpty ? file : "\(file): \(path)"
        self.problem = problem
        self.remedy = remedy
    }

    init(in file: String, _ flaw: SheetFlaw) {
        self.init(in: file, at: flaw.path, flaw.problem, remedy: flaw.remedy)
    }
}

/// What is wrong with the figures of a sheet, before anybody knows in which file they are.
struct SheetFlaw: Error {
    let path: String
    let problem: String
    let remedy: String

    init(_ path: String, _ problem: String, remedy: String) {
        self.path = path
        self.problem = problem
        self.remedy = remedy
    }

    /// A flaw for the reason that the core gives.
    init(_ path: String, because reason: some CustomStringConvertible) {
        self.init(path, "\(reason)", remedy: "Correct the figures.")
    }
}
