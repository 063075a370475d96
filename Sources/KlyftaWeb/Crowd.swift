import NIOCore
import Synchronization

/// Who is connected. There is room for so many; for one more, whoever has kept a connection longest without asking goes.
///
/// So nobody can keep others out by opening connections and saying nothing.
final class Crowd: Sendable {
    private struct Member {
        let channel: any Channel
        /// Since when nothing is asked; `nil` while an answer is under way.
        var quietSince: NIODeadline?
    }

    private struct State {
        var members: [ObjectIdentifier: Member] = [:]
        var isLeaving = false
    }

    private let room: Int
    private let state = Mutex(State())

    init(room: Int) { self.room = room }

    /// How many are connected.
    var count: Int { state.withLock { $0.members.count } }

    /// Lets somebody in.
    /// - Returns: whether there was room.
    func admit(_ channel: any Channel) -> Bool {
        let (isIn, leaver) = state.withLock { state -> (Bool, (any Channel)?) in
            guard !state.isLeaving else { return (false, nil) }
            var leaver: (any Channel)?
            if state.members.count >= room {
                let quietest = state.members.filter { $0.value.quietSince != nil }
                    .min { $0.value.quietSince ?? .distantFuture < $1.value.quietSince ?? .distantFuture }
                guard let quietest else { return (false, nil) }
                leaver = state.members.removeValue(forKey: quietest.key)?.channel
            }
            state.members[ObjectIdentifier(channel)] = Member(channel: channel, quietSince: .now())
            return (true, leaver)
        }
        leaver?.close(promise: nil)
        return isIn
    }

    /// Notes that somebody asks nothing from now on, or waits for an answer.
    func note(_ channel: any Channel, isQuiet: Bool) {
        state.withLock { $0.members[ObjectIdentifier(channel)]?.quietSince = isQuiet ? .now() : nil }
    }

    /// Somebody is gone.
    func leave(_ channel: any Channel) {
        state.withLock { _ = $0.members.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Tells all that the server ends; nobody comes in any more.
    /// - Returns: who was told.
    func dismiss() -> [any Channel] {
        let channels = state.withLock { state in
            state.isLeaving = true
            return state.members.values.map(\.channel)
        }
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(Dismissal()) }
        return channels
    }
}

/// The event by which a connection learns that the server ends.
struct Dismissal: Sendable {}
