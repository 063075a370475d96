/// Where a thread sleeps, as whoever wakes it sees it.
protocol Sleeper: AnyObject, Sendable {
    /// Wakes it in a while, whatever was set before; `nil` is never.
    func wake(after pause: Duration?)
}

/// What there is to be done, and who of the threads of a ``ThreadPool`` sleeps, works and was called: all that they
/// share, to be looked at and changed by one at a time.
///
/// A job that a thread of the pool leaves behind is done by that thread next, and nobody is woken for it. If it does not
/// come in a moment (``patience``), one of the sleepers does: the one who looks out, for that and for alarms, and whose
/// waking is put off as long as all goes well.
struct Roster<Job: Sendable, Place: Sleeper>: Sendable {
    /// What a thread does next.
    enum Step: Sendable {
        case run(Job)
        case sleep
        case end
    }

    /// What a thread does next, and whether it begins another thread before.
    struct Turn: Sendable {
        let step: Step
        let beginsOne: Bool
    }

    /// How long a job waits for the thread that left it behind.
    static var patience: Duration { .microseconds(200) }

    private let most: Int
    private var jobs: [Job] = []
    private var alarms = Alarms<Job>()
    /// How many there are. The first is there from the beginning.
    private var threads = 1
    /// Who sleeps and was not called; the first of them looks out.
    private var asleep: [Place] = []
    /// How many were called, or begun, and have not come yet.
    private var called = 0
    /// When the one who looks out is to wake, as far as it was told.
    private var lookout: SuspendingClock.Instant?
    private var isOver = false

    init(most: Int) { self.most = most }
}

// What is to be done. Each answers whether another thread is to be begun, and counts it then as called.
extension Roster {
    /// Takes a job in.
    /// - Parameter comesNext: whether a thread of the pool hands it in, which looks for work itself in a moment.
    mutating func take(_ job: Job, comesNext: Bool, now: SuspendingClock.Instant) -> Bool {
        jobs.append(job)
        let isShort = jobs.count > called + (comesNext ? 1 : 0) && !callOne()
        return beginsOne(if: lookOut(now: now) || isShort)
    }

    /// Takes in what is to be done at a moment.
    mutating func take(_ job: Job, at deadline: SuspendingClock.Instant, now: SuspendingClock.Instant) -> Bool {
        alarms.add(job, at: deadline)
        return beginsOne(if: lookOut(now: now))
    }

    /// What a thread does next: alarms first, for they are few, and work may never end.
    /// - Parameter comes: whether it slept or was begun, rather than worked until now.
    mutating func next(of place: Place, comes: Bool, now: SuspendingClock.Instant) -> Turn {
        if comes { arrive(place) }
        guard !isOver else { return Turn(step: .end, beginsOne: false) }
        if let job = alarms.takeDue(at: now) ?? (jobs.isEmpty ? nil : jobs.removeFirst()) {
            return Turn(step: .run(job), beginsOne: beginsOne(if: lookOut(now: now)))
        }
        place.wake(after: nil)
        asleep.append(place)
        return Turn(step: .sleep, beginsOne: beginsOne(if: lookOut(now: now)))
    }

    /// A thread that was to be begun was not.
    mutating func lacksOne() {
        threads -= 1
        called -= 1
    }

    /// Has everybody come to an end.
    mutating func end() {
        isOver = true
        for place in asleep { place.wake(after: .zero) }
    }
}

// Who is called to it.
extension Roster {
    private mutating func arrive(_ place: Place) {
        guard let index = asleep.firstIndex(where: { $0 === place }) else { return called -= 1 }
        asleep.remove(at: index)
        if index == 0 { lookout = nil }
    }

    /// Calls a sleeper, rather not the one who looks out; false if nobody sleeps.
    private mutating func callOne() -> Bool {
        guard let place = asleep.popLast() else { return false }
        if asleep.isEmpty { lookout = nil }
        called += 1
        place.wake(after: .zero)
        return true
    }

    /// Has somebody look out for the first alarm, and for jobs if whoever should come next does not.
    /// - Returns: whether that is needed and nobody is there for it.
    private mutating func lookOut(now: SuspendingClock.Instant) -> Bool {
        var moment = alarms.first
        if !jobs.isEmpty { moment = min(moment ?? now + Self.patience, now + Self.patience) }
        // Who is called looks out when it has come and finds nothing.
        guard let place = asleep.first else { return moment != nil && called == 0 }
        guard moment != lookout else { return false }
        lookout = moment
        place.wake(after: moment.map { now.duration(to: $0) })
        return false
    }

    private mutating func beginsOne(if isShort: Bool) -> Bool {
        guard isShort, threads < most else { return false }
        threads += 1
        called += 1
        return true
    }
}
