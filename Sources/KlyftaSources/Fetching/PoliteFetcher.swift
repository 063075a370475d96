import KlyftaModel

/// Asks offices as they want to be asked, and believes nothing they answer before it has been looked at.
///
/// It asks nobody before a contact is configured, no host that the module did not name, one question at a time, at half
/// the office's quota, and again only when another try can help.
package actor PoliteFetcher: Fetcher {
    private let transport: any Transport
    private var allowances: [String: HostAllowance.Quota]
    private let closed: [String: ClosedHours]
    private let terms: NetworkTerms
    private let clock: any FetchClock
    private let backoff: Backoff
    private let spent: @Sendable (String, HostBudget) -> Void
    private var budgets: [String: HostBudget]
    private var isBusy = false
    private var queue: [CheckedContinuation<Void, Never>] = []

    /// A fetcher for one module.
    /// - Parameters:
    ///   - hosts: the hosts that the module may ask.
    ///   - budgets: what is left of each host's quota, by its name.
    ///   - chance: a number from 0 up to 1, another each time.
    ///   - spent: told of a host's budget before each question goes out, and when the office asks for a pause.
    package init(
        over transport: any Transport, hosts: [HostAllowance], terms: NetworkTerms,
        budgets: [String: HostBudget] = [:], clock: any FetchClock = MachineClock(),
        chance: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        spent: @escaping @Sendable (String, HostBudget) -> Void = { _, _ in }
    ) {
        self.transport = transport
        allowances = Dictionary(hosts.map { ($0.host, $0.quota) }) { one, _ in one }
        closed = Dictionary(hosts.compactMap { host in host.closed.map { (host.host, $0) } }) { one, _ in one }
        self.terms = terms
        self.clock = clock
        backoff = Backoff(chance: chance)
        self.spent = spent
        self.budgets = budgets
    }

    package func answer(
        to request: FetchRequest, known: Validators? = nil, check: @Sendable ([UInt8]) throws -> Void = { _ in }
    ) async throws -> FetchedAnswer {
        let agent = try terms.userAgent(asking: request.address)
        guard allowances[request.address.host] != nil else {
            throw FetchFault(
                .notAllowed, at: request.address,
                "\(request.address.host) is none of the hosts of this module "
                    + "(\(allowances.keys.sorted().joined(separator: ", ")))")
        }
        await enter()
        defer { leave() }
        var question = HTTPQuestion(
            address: request.address, body: request.body, headers: Self.headers(request, agent, known),
            limits: request.limits)
        for number in 2...(Backoff.tries + 1) {
            do {
                return try read(try await redirected(&question), of: request, known, check)
            } catch let fault as FetchFault where fault.isPassing && number <= Backoff.tries {
                try await pause(after: fault, before: number, at: request.address.host)
                question.address = request.address
            }
        }
        preconditionFailure("the last try returns or throws")
    }
}

// MARK: - One question

extension PoliteFetcher {
    private static func headers(
        _ request: FetchRequest, _ agent: String, _ known: Validators?
    ) -> [(name: String, value: String)] {
        var headers = [("User-Agent", agent), ("Accept-Encoding", "gzip")]
        if request.shape == .json { headers.append(("Accept", "application/json")) }
        if request.body != nil {
            headers.append(("Content-Type", "application/json"))
            // libcurl would wait for a consent that most servers never give.
            headers.append(("Expect", ""))
        }
        if let etag = known?.etag { headers.append(("If-None-Match", etag)) }
        if let date = known?.lastModified { headers.append(("If-Modified-Since", date)) }
        return headers.map { (name: $0.0, value: $0.1) }
    }

    /// Asks, and follows where the same server sends a GET on to; each step is a question of its own.
    private func redirected(_ question: inout HTTPQuestion) async throws -> HTTPAnswer {
        var steps = 0
        while true {
            let host = question.address.host
            try await waitForTurn(at: question.address)
            let quota = quota(of: host)
            budgets[host, default: .full(quota, at: clock.now())].take(quota, at: clock.now())
            report(host)
            let answer = try await transport.exchange(question)
            heed(answer, of: host)
            guard (300..<400).contains(answer.status), answer.status != 304 else { return answer }
            steps += 1
            question.address = try target(of: answer, from: question, step: steps)
        }
    }

    private func target(of answer: HTTPAnswer, from question: HTTPQuestion, step: Int) throws -> WebAddress {
        func refuse(_ problem: String) -> FetchFault { FetchFault(.wrongContent, at: question.address, problem) }
        let shown = Excerpt.visible(answer.redirect ?? answer.headers["location"] ?? "nowhere")
        guard let text = answer.redirect, let target = try? WebAddress(text), target.isBeside(question.address) else {
            throw refuse("it is redirected to another server or scheme, \(shown), which is not followed")
        }
        guard question.body == nil else {
            throw refuse("what was posted is redirected to \(shown), which is not followed")
        }
        guard step <= 5 else { throw refuse("it is redirected over and over, last to \(shown)") }
        return target
    }

    private func read(
        _ answer: HTTPAnswer, of request: FetchRequest, _ known: Validators?, _ check: ([UInt8]) throws -> Void
    ) throws -> FetchedAnswer {
        if answer.status == 304, let known, !known.isEmpty {
            return FetchedAnswer(bytes: nil, headers: Self.telling(answer.headers), wireBytes: answer.wireBytes)
        }
        guard answer.status == 200 else { throw refusal(answer, of: request) }
        if let flaw = request.shape.flaw(in: answer.body) {
            throw FetchFault(.wrongContent, at: request.address, flaw)
        }
        try check(answer.body)
        return FetchedAnswer(bytes: answer.body, headers: Self.telling(answer.headers), wireBytes: answer.wireBytes)
    }

    /// The headers that say something about the content; not the server's cookies and keys.
    private static func telling(_ headers: [String: String]) -> [String: String] {
        let names: Set = ["age", "content-type", "date", "etag", "expires", "last-modified"]
        return headers.filter { names.contains($0.key) }
    }

    private func refusal(_ answer: HTTPAnswer, of request: FetchRequest) -> FetchFault {
        if let pause = RetryAfter.pause(answer.headers["retry-after"], at: clock.now()) {
            budgets[request.address.host]?.pause(for: pause, at: clock.now())
            report(request.address.host)
        }
        let words = answer.body.isEmpty ? "" : ": \(Excerpt.quoted(answer.body.prefix(200)))"
        return FetchFault(
            .status(answer.status), at: request.address, "the office answers with \(answer.status)\(words)",
            answer: answer.body)
    }
}

// MARK: - Waiting

extension PoliteFetcher {
    private func quota(of host: String) -> HostAllowance.Quota {
        allowances[host] ?? HostAllowance.Quota(requests: 2, perSeconds: 60)
    }

    /// Goes by the quota that an answer tells, where it is stricter, and waits while others have used it up.
    private func heed(_ answer: HTTPAnswer, of host: String) {
        guard let told = RateHeaders(answer.headers) else { return }
        allowances[host] = told.stricter(than: quota(of: host))
        guard told.isNearlySpent else { return }
        budgets[host]?.pause(for: Int64(told.seconds) * 1_000, at: clock.now())
        report(host)
    }

    private func waitForTurn(at address: WebAddress) async throws {
        while true {
            try Task.checkCancellation()
            let now = clock.now()
            if let refusal = closed[address.host]?.refusal(to: address, at: now) { throw refusal }
            let quota = quota(of: address.host)
            let pause = budgets[address.host, default: .full(quota, at: now)].wait(quota, at: now)
            guard pause > 0 else { return }
            guard pause <= Backoff.longestWait else {
                throw FetchFault(
                    .notAllowed, at: address.description,
                    "the office asked to be left alone until \(now.advanced(by: pause))",
                    remedy: "It is asked again after that; the last figures stand.")
            }
            try await clock.wait(milliseconds: pause)
        }
    }

    /// Waits before another try. What the office itself asks for is in its host's budget already.
    private func pause(after fault: FetchFault, before number: Int, at host: String) async throws {
        // Who is told that it was too much, and not until when, waits for the office's own window.
        let isTold = budgets.values.contains { $0.notBefore != nil }
        let least = fault.kind == .status(429) && !isTold ? Int64(quota(of: host).seconds) * 1_000 : 0
        try await clock.wait(milliseconds: min(Backoff.longestWait, max(least, backoff.pause(before: number))))
    }

    private func report(_ host: String) {
        if let budget = budgets[host] { spent(host, budget) }
    }

    /// One question at a time, in the order in which they came.
    private func enter() async {
        guard isBusy else {
            isBusy = true
            return
        }
        await withCheckedContinuation { queue.append($0) }
    }

    private func leave() {
        if queue.isEmpty { isBusy = false } else { queue.removeFirst().resume() }
    }
}
