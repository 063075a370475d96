/// Which of the elements 0, 1, … belong together, by joining two at a time.
struct DisjointSets {
    private var parents: [Int]

    /// Every element alone.
    init(count: Int) { parents = Array(0..<count) }

    /// The element that speaks for the set of an element: always the smallest in it, so that no order of joins shows.
    mutating func root(of element: Int) -> Int {
        var place = element
        while parents[place] != place {
            parents[place] = parents[parents[place]]
            place = parents[place]
        }
        return place
    }

    /// Makes one set of the sets of two elements.
    mutating func join(_ one: Int, _ other: Int) {
        let (first, second) = (root(of: one), root(of: other))
        parents[max(first, second)] = min(first, second)
    }
}
