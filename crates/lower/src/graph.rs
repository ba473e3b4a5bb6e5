//! Strongly connected components, for whatever leads back to itself.

/// The component of each node (Tarjan), nodes on no cycle in components of their own. Iterative: a
/// chain of a hundred thousand types must not exhaust the stack.
pub(crate) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        edges,
        order: vec![None; edges.len()],
        low: vec![0; edges.len()],
        component: vec![usize::MAX; edges.len()],
        stack: Vec::new(),
        visited: 0,
        found: 0,
    };
    for node in 0..edges.len() {
        if search.order[node].is_none() {
            search.run(node);
        }
    }
    search.component
}

struct Search<'e> {
    edges: &'e [Vec<usize>],
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    component: Vec<usize>,
    stack: Vec<usize>,
    visited: usize,
    found: usize,
}

impl Search<'_> {
    fn run(&mut self, root: usize) {
        let mut path = vec![(root, 0)];
        self.enter(root);
        while let Some((node, next)) = path.last().copied() {
            let Some(target) = self.edges[node].get(next).copied() else {
                path.pop();
                self.leave(node);
                if let Some((parent, _)) = path.last() {
                    self.low[*parent] = self.low[*parent].min(self.low[node]);
                }
                continue;
            };
            if let Some((_, next)) = path.last_mut() {
                *next += 1;
            }
            match self.order[target] {
                None => {
                    self.enter(target);
                    path.push((target, 0));
                }
                Some(order) if self.component[target] == usize::MAX => {
                    self.low[node] = self.low[node].min(order);
                }
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = Some(self.visited);
        self.low[node] = self.visited;
        self.visited += 1;
        self.stack.push(node);
    }

    fn leave(&mut self, node: usize) {
        if self.order[node] != Some(self.low[node]) {
            return;
        }
        while let Some(member) = self.stack.pop() {
            self.component[member] = self.found;
            if member == node {
                break;
            }
        }
        self.found += 1;
    }
}

/// The edges that close a cycle: without them nothing leads back to itself. Cycles are entered at
/// their first node, in order.
pub(crate) fn closing_edges(edges: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let component = components(edges);
    let mut state = vec![State::New; edges.len()];
    let mut closing = Vec::new();
    for root in 0..edges.len() {
        if state[root] != State::New {
            continue;
        }
        state[root] = State::Open;
        let mut path = vec![(root, 0)];
        while let Some((node, next)) = path.last().copied() {
            let Some(target) = edges[node].get(next).copied() else {
                state[node] = State::Done;
                path.pop();
                continue;
            };
            if let Some((_, next)) = path.last_mut() {
                *next += 1;
            }
            // An edge out of a component closes nothing.
            if component[node] == component[target] && state[target] == State::Open {
                closing.push((node, target));
            }
            if state[target] == State::New {
                state[target] = State::Open;
                path.push((target, 0));
            }
        }
    }
    closing
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_back_is_one_component() {
        let edges = vec![vec![1], vec![2], vec![1, 3], vec![]];
        let component = components(&edges);
        assert_eq!(component[1], component[2]);
        assert_ne!(component[0], component[1]);
        assert_ne!(component[3], component[1]);
        assert_eq!(closing_edges(&edges), [(2, 1)]);
    }

    #[test]
    fn a_long_chain_and_a_self_loop() {
        let mut edges: Vec<Vec<usize>> = (1..100_000).map(|next| vec![next]).collect();
        edges.push(vec![99_999]);
        assert_eq!(closing_edges(&edges), [(99_999, 99_999)]);
    }
}
