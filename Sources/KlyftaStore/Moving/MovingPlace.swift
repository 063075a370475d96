import Foundation

/// Where a state is moved from or to.
package enum MovingPlace: Hashable, Sendable {
    /// SQLite in a state directory.
    case directory(String)
    /// A schema in PostgreSQL.
    case schema(PostgresPlace)

    /// What people call it.
    package var name: String {
        switch self {
        case .directory(let path): path
        case .schema(let place): place.name
        }
    }

    /// Where a state leaves: nobody writes there meanwhile, and nothing is changed.
    func departure() throws -> any MovingSide {
        switch self {
        case .directory(let path): try MovingDirectory(from: path)
        case .schema(let place): try MovingSchema(from: place)
        }
    }

    /// Where a state comes to: nobody writes there, and nothing is there yet.
    func arrival() throws -> any ArrivingSide {
        switch self {
        case .directory(let path): try MovingDirectory(to: path)
        case .schema(let place): try MovingSchema(to: place)
        }
    }
}

/// One side of a move, which nobody else writes to as long as it lives.
protocol MovingSide: AnyObject {
    /// Where the tables are.
    var base: any SQLBase { get }
    /// The state as it can be read; where it is moved to, before anybody else sees it.
    var store: Store { get }
    /// The content of an answer, as it is packed; `nil` if it is not there.
    func packed(_ digest: String) throws -> Data?
}

/// The side that a state comes to.
protocol ArrivingSide: MovingSide {
    /// Puts the content of an answer there.
    /// - Throws: ``StoreFault``, also if it is not what its name says.
    func lay(_ packed: Data, as digest: String) throws
    /// Makes what was written the state that is there, for good. Without it nothing ever was.
    func finish() throws
}
