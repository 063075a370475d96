import KlyftaModel

/// What a PxWeb service says of itself (`/config` in version 2, `?config` in version 1). Never hard-coded: services
/// differ by a factor of eighty and change.
package struct PxWebLimits: Hashable, Sendable {
    /// The most cells one answer may have, empty ones counted.
    package var cells: Int
    /// Calls that are allowed in ``window``; `nil` if the service does not say. 0 in the answer means "not said here",
    /// as at SSB since 2.3.2, never "no limit": the headers of each answer tell the real one.
    package var calls: Int?
    /// The seconds in which ``calls`` are allowed; `nil` if the service does not say.
    package var window: Int?

    /// Limits as they were read.
    package init(cells: Int, calls: Int? = nil, window: Int? = nil) {
        self.cells = cells
        self.calls = calls
        self.window = window
    }

    /// Reads the configuration of version 1 or 2.
    ///
    /// Version 1 has `maxCells` and `maxValues`; clients that obeyed only the first were refused, so the smaller holds.
    /// - Throws: ``SourceFault`` if no limit of cells is there.
    package init(_ bytes: [UInt8], from source: String) throws(SourceFault) {
        var reader = try JSONReader(bytes, from: source)
        var cells: [Int] = []
        var (calls, window): (Int?, Int?)
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "maxDataCells", "maxCells", "maxValues": cells.append(try reader.integer())
            case "maxCallsPerTimeWindow", "maxCalls": calls = try reader.integer()
            case "timeWindow": window = try reader.integer()
            default: try reader.skip()
            }
        }
        try reader.end()
        guard let smallest = cells.filter({ $0 > 0 }).min() else {
            throw SourceFault(
                at: source, "the configuration names no limit of cells",
                remedy: "Check the address: it ends in /config (version 2) or ?config (version 1).")
        }
        self.init(
            cells: smallest, calls: calls.flatMap { $0 > 0 ? $0 : nil }, window: window.flatMap { $0 > 0 ? $0 : nil })
    }
}
