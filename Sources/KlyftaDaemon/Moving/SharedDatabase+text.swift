import KlyftaModel
import KlyftaSinks
import KlyftaStore

extension StatePlace {
    /// Where a state is moved from or to.
    /// - Throws: ``StoreFault`` if the password cannot be read.
    package func moving() throws(StoreFault) -> MovingPlace {
        guard let database else { return .directory(directory) }
        return .schema(try database.place())
    }
}

extension SharedDatabase {
    /// A database as a command line names it.
    /// - Parameters:
    ///   - address: `postgresql://user@host/database`, without a password: who looks at the list of processes sees it.
    ///   - schema: `nil` for the usual one.
    ///   - password: `credential:NAME` or the path of a file; `nil` where none is needed.
    ///   - option: where the address was given.
    /// - Throws: ``AddressFault``.
    package init(address: String, schema: String?, password: String?, at option: String) throws(AddressFault) {
        do {
            self.init(
                address: try DatabaseForms.address(address), schema: try DatabaseForms.schema(schema ?? "klyfta"),
                password: try password.map { try SinkForms.secret($0) }, patience: 30)
        } catch {
            let misreading = Misreading(error)
            throw AddressFault(place: option, problem: misreading.problem, remedy: misreading.remedy)
        }
    }

    /// Whether a text is meant as an address.
    package static func isAddress(_ text: String) -> Bool { DatabaseForms.isAddress(text) }
}

/// A command line names a database otherwise than it can be named.
package struct AddressFault: Fault, Equatable {
    package let place: String
    package let problem: String
    package let remedy: String
}
