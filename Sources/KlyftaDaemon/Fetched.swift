import KlyftaSources
import KlyftaStore

/// What came of a fetch whose figures were taken, all of them or those of some indicators.
package struct Fetched: Hashable, Sendable {
    /// Whether they are news, and what stands now.
    package let taken: Store.Taken
    /// Why some indicators were refused, whose last figures stand; `nil` if none was.
    package let refusal: SourceFault?
}
