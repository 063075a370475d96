import Glibc
import KlyftaSources

/// Which sources may be asked side by side, so that a slow one holds up nobody else.
///
/// So many at a time, and never two that ask one host: offices count questions by machine and want one at a time.
struct FetchLanes {
    /// How many sources are asked at once: each is a process that may hold a large answer, and takes up to a dozen
    /// descriptors here while it runs. Where few may be open, it is one after another.
    static let most = max(1, min(4, (sysconf(Int32(_SC_OPEN_MAX)) - 40) / 12))

    private var waiting: [SourceConfiguration] = []
    private var running: [SourceConfiguration] = []

    /// Whether nothing waits or runs.
    var isEmpty: Bool { waiting.isEmpty && running.isEmpty }

    /// Puts a source at the end, unless it waits or runs already.
    mutating func add(_ source: SourceConfiguration) {
        guard !(waiting + running).contains(where: { $0.id == source.id }) else { return }
        waiting.append(source)
    }

    /// The next source that may be asked now, which counts as running from here on.
    mutating func next() -> SourceConfiguration? {
        guard running.count < Self.most else { return nil }
        let busy = running.reduce(into: Set<String>()) { $0.formUnion($1.hosts) }
        guard let place = waiting.firstIndex(where: { busy.isDisjoint(with: $0.hosts) }) else { return nil }
        let source = waiting.remove(at: place)
        running.append(source)
        return source
    }

    /// Takes down that a source is done.
    mutating func done(_ id: SourceID) { running.removeAll { $0.id == id } }
}
