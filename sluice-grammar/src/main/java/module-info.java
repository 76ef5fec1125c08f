/// The SQL grammar of Apache Spark as a module that needs nothing but the JDK.
///
/// No source in this module describes a class: they come, compiled, from the jars that Spark and ANTLR publish, under
/// package names of ours so that a program may have its own Spark or ANTLR beside them. See the README of this module.
module dev.sluice.grammar {
    exports dev.sluice.grammar;
    exports dev.sluice.grammar.antlr;
    exports dev.sluice.grammar.antlr.atn;
    exports dev.sluice.grammar.antlr.dfa;
    exports dev.sluice.grammar.antlr.misc;
    exports dev.sluice.grammar.antlr.tree;
    exports dev.sluice.grammar.antlr.tree.pattern;
    exports dev.sluice.grammar.antlr.tree.xpath;
}
