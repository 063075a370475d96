import KlyftaSources

extension Engine {
    /// Gets the releases of sources side by side, in the lanes that the daemon asks in.
    /// - Parameter done: told of each source as it comes to its end, one at a time.
    /// - Throws: what `done` throws; the others are given up then.
    package func fetch(
        _ sources: [SourceConfiguration], done: (SourceConfiguration, Result<Fetched, any Error>) throws -> Void
    ) async throws {
        var lanes = FetchLanes()
        for source in sources { lanes.add(source) }
        try await withThrowingTaskGroup(of: (SourceConfiguration, Result<Fetched, any Error>).self) { group in
            while !lanes.isEmpty {
                while let source = lanes.next() {
                    group.addTask {
                        do { return (source, .success(try await fetch(source))) } catch {
                            return (source, .failure(error))
                        }
                    }
                }
                guard let (source, result) = try await group.next() else { return }
                lanes.done(source.id)
                try done(source, result)
            }
        }
    }
}
