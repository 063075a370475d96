import KlyftaModel
import KlyftaSources
import Synchronization

/// The lines of a program as they come in, read one by one: no more than one line is held as text.
final class ProgramAnswer: Sendable {
    /// A line of all municipalities in one period has 10 000 bytes.
    static let longestLine = 4 << 20

    private let name: SourceID
    private let state: Mutex<State>

    private struct State {
        var reader: ReleaseReader
        var pending: [UInt8] = []
        var line = 0
    }

    init(of name: SourceID) {
        self.name = name
        state = Mutex(State(reader: ReleaseReader(of: name)))
    }

    /// Takes the next piece of output, which may begin and end anywhere.
    /// - Throws: ``SourceFault`` for the first line that is not understood, or the fault that the program reports.
    func take(_ bytes: UnsafeRawBufferPointer) throws {
        try state.withLock { state in
            var rest = bytes[...]
            while let end = rest.firstIndex(of: 10) {
                try check(state.pending.count + (end - rest.startIndex), state)
                state.pending += rest[..<end]
                try read(&state)
                rest = rest[(end + 1)...]
            }
            try check(state.pending.count + rest.count, state)
            state.pending += rest
        }
    }

    /// The release, now that the program has ended well.
    /// - Throws: ``SourceFault`` if it is not whole.
    func release() throws -> Release {
        try state.withLock { state in
            if !state.pending.isEmpty { try read(&state) }
            return try state.reader.finish()
        }
    }

    private func check(_ length: Int, _ state: State) throws(SourceFault) {
        guard length <= Self.longestLine else {
            throw SourceFault(
                at: "source \(name), line \(state.line + 1)", "it is longer than \(Self.longestLine >> 20) MiB",
                remedy: "Write one line for each indicator in each period. Nothing of it is taken.")
        }
    }

    private func read(_ state: inout State) throws {
        state.line += 1
        defer { state.pending.removeAll(keepingCapacity: true) }
        if state.pending.last == 13 { state.pending.removeLast() }
        guard let text = String(validating: state.pending, as: UTF8.self) else {
            throw SourceFault(
                at: "source \(name), line \(state.line)", "it is not UTF-8",
                remedy: "Write text in UTF-8. Nothing of it is taken.")
        }
        try state.reader.read(text)
    }
}
