import Foundation
import Glibc
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// The state directory, and what the store in it says of the sources and sinks.
extension Doctor {
    /// What a state needs beside itself: a copy of the same size while it is made, and room for rounds.
    private static let reserve: UInt64 = 64 << 20

    func state(of configuration: Configuration) -> [Finding] {
        let directory = configuration.stateDirectory
        guard FileManager.default.fileExists(atPath: directory) else {
            return [beginning(of: directory)]
        }
        guard access(directory, R_OK | W_OK | X_OK) == 0 else {
            return [
                Finding(
                    "state", .problem, "\(directory): \(String(cString: strerror(errno)))",
                    remedy: "Run this as the user of the service, or let that user write there.")
            ]
        }
        if configuration.database != nil { return [room(in: directory)] + shared(configuration.state) }
        guard Store.exists(in: directory) else {
            return [Finding("state", .notice, "\(directory): nothing is stored yet"), room(in: directory)]
        }
        let damage = StateRepair.problems(in: directory)
        guard damage.isEmpty else {
            return [
                Finding(
                    "state", .problem, "\(directory): the database is damaged: \(damage[0])",
                    remedy: "Stop the daemon and run 'klyfta state restore --state \(directory)'.")
            ]
        }
        return [Finding("state", .good, "\(directory): it is whole"), room(in: directory)]
            + stored { () throws(StoreFault) in try Store.read(directory) }
    }

    /// A directory that has yet to be made: whether whoever runs this could.
    private func beginning(of directory: String) -> Finding {
        var parent = directory
        repeat {
            parent = (parent as NSString).deletingLastPathComponent
        } while access(parent, F_OK) != 0 && [ENOENT, ENOTDIR].contains(errno)
        guard access("\(parent)/", W_OK | X_OK) == 0 else {
            return Finding(
                "state", .problem,
                "\(directory): it cannot be made in \(parent) (\(String(cString: strerror(errno))))",
                remedy: "Make it, and let the user of the service own it; or name another with 'state:'.")
        }
        return Finding("state", .notice, "\(directory): it is not there yet", remedy: "The first start makes it.")
    }

    /// A database that several machines share: whether it can be read from here.
    private func shared(_ place: StatePlace) -> [Finding] {
        do {
            guard let store = try place.readIfPresent() else {
                return [Finding("state", .notice, "\(place.database?.schema ?? ""): nothing is stored yet")]
            }
            return [Finding("state", .good, "PostgreSQL answers, and the schema is of this klyfta")]
                + stored { () throws(StoreFault) in store }
        } catch {
            return [Finding("state", error)]
        }
    }

    private func room(in directory: String) -> Finding {
        var (system, status) = (statvfs(), stat())
        guard statvfs(directory, &system) == 0 else { return Finding("disk", .notice, "\(directory): size unknown") }
        let size = stat("\(directory)/\(Store.fileName)", &status) == 0 ? UInt64(status.st_size) : 0
        let free = UInt64(system.f_bavail) * UInt64(system.f_frsize)
        let text = "\(directory): \(free >> 20) MiB free, \(size >> 20) MiB stored"
        guard free < 2 * size + Self.reserve else { return Finding("disk", .good, text) }
        return Finding(
            "disk", free < Self.reserve ? .problem : .notice, text,
            remedy: "Make room: the daily copies and the next figures need it.")
    }

    private func stored(_ read: () throws(StoreFault) -> Store) -> [Finding] {
        do {
            let store = try read()
            return try clockFindings(store) + sources(in: store) + rules(in: store) + outbox(of: store)
        } catch {
            return [Finding("state", error)]
        }
    }

    /// A clock that was set back makes what is new look old.
    private func clockFindings(_ store: Store) throws(StoreFault) -> [Finding] {
        guard let last = try store.lastCommit(), last > clock.now().commitTime else { return [] }
        return [
            Finding(
                "clock", .problem, "something was stored at \(last), which has not come yet by this machine's clock",
                remedy: "See 'timedatectl'. Nothing is run twice for it.")
        ]
    }

    private func sources(in store: Store) throws(StoreFault) -> [Finding] {
        try store.sourceStandings(at: clock.now().commitTime, in: .english).map { standing in
            guard standing.state != "fresh" else { return Finding("source", .good, "\(standing.source): fresh") }
            return Finding(
                "source", .notice, "\(standing.source): \(standing.message)",
                remedy: "See 'klyfta sources' and the log of the service.")
        }
    }

    /// Rules that no figures reach: where a name was mistyped, nothing else tells it from a rule that is quiet.
    private func rules(in store: Store) throws(StoreFault) -> [Finding] {
        try (store.current()?.alerts ?? []).filter { $0.verdict == "no-figures" }.map { (standing) throws(StoreFault) in
            let near = try likely(standing.indicator, in: store).map { "Did you mean \($0)? " } ?? ""
            return Finding(
                "rule", .notice, "\(standing.rule): no verdict, \(standing.obstacle ?? "without a reason")",
                remedy: "\(near)'klyfta sources --indicators' lists what there is.")
        }
    }

    /// What an indicator that was not delivered may have been meant to be.
    private func likely(_ indicator: String, in store: Store) throws(StoreFault) -> String? {
        guard let id = try? IndicatorID(indicator), let source = try? SourceID(id.module) else { return nil }
        let known = try store.release(of: source)?.indicators.map(\.id.text) ?? []
        return known.contains(indicator) ? nil : Suggestion.nearest(to: indicator, among: known)
    }

    private func outbox(of store: Store) throws(StoreFault) -> [Finding] {
        try store.failingSinks().map { (sink) throws(StoreFault) in
            let standing = try store.standing(of: sink)
            let dead = try store.waiting(for: sink, given: true).count
            let waiting = try store.waiting(for: sink).count
            return Finding(
                "sink", dead > 0 || standing.isDisabled ? .problem : .notice,
                "\(sink): \(waiting) events wait, \(dead) were given up; last: \(standing.fault ?? "unknown")",
                remedy: "See 'klyfta outbox list'; 'klyfta outbox retry --sink \(sink)' tries again now.")
        }
    }
}
