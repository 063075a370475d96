/// What a database tells of who led when, and which of them made which round.
struct LeaderLog {
    struct Term: Hashable {
        let epoch: Int64
        /// In milliseconds, by the database's clock.
        let began: Int64
    }

    struct Round: Hashable {
        let seq: Int64
        let epoch: Int64?
        /// In milliseconds, by the leader's clock.
        let committed: Int64
    }

    /// In order of their numbers.
    let terms: [Term]
    let rounds: [Round]

    /// What could not be if one wrote at a time, in words. Both clocks are of one machine.
    var faults: [String] {
        let began = Dictionary(terms.map { ($0.epoch, $0.began) }) { first, _ in first }
        var faults: [String] = []
        for (one, next) in zip(terms, terms.dropFirst()) where next.epoch != one.epoch + 1 || next.began < one.began {
            faults.append("leader \(next.epoch) does not follow leader \(one.epoch)")
        }
        for (one, next) in zip(rounds, rounds.dropFirst()) where (next.epoch ?? 0) < (one.epoch ?? 0) {
            faults.append("round \(next.seq) is of leader \(next.epoch ?? 0), behind one of leader \(one.epoch ?? 0)")
        }
        for round in rounds {
            guard let epoch = round.epoch, let start = began[epoch] else {
                faults.append("round \(round.seq) is nobody's")
                continue
            }
            if round.committed < start { faults.append("round \(round.seq) is from before its leader \(epoch)") }
            if let end = began[epoch + 1], round.committed > end + 1 {
                faults.append("round \(round.seq) is from after its leader \(epoch)")
            }
        }
        return faults
    }
}
