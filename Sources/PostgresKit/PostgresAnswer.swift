/// The rows that a statement gave, whole in memory.
public struct PostgresAnswer: ~Copyable {
    private let library: ClientLibrary
    private let result: OpaquePointer
    /// The names of its columns.
    public let columns: [String]
    private let types: [UInt32]
    /// How many rows there are.
    public let count: Int

    init(_ result: OpaquePointer, _ library: ClientLibrary) {
        self.result = result
        self.library = library
        let fields = 0..<library.nfields(result)
        columns = fields.map { library.fname(result, $0).map { String(cString: $0) } ?? "" }
        types = fields.map { library.ftype(result, $0) }
        count = Int(library.ntuples(result))
    }

    deinit { library.clear(result) }

    /// How many rows a statement that answers nothing changed.
    public var changes: Int { library.cmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// The values of a row, by its place.
    public func row(_ place: Int) -> [PostgresValue] {
        types.indices.map { column in
            let (row, field) = (CInt(place), CInt(column))
            guard library.getisnull(result, row, field) == 0, let start = library.getvalue(result, row, field) else {
                return .null
            }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(library.getlength(result, row, field)))
            return PostgresValue(bytes, type: types[column])
        }
    }
}
