internal import Drawing

/// The style file that every course in LaTeX uses.
enum LaTeXStyle {
  /// What the file is called.
  static let name = "gradus.sty"

  /// Packages, fonts and the commands that lessons are written with.
  static let text = #"""
    % What the lessons of this course are set with. For lualatex.
    \NeedsTeXFormat{LaTeX2e}
    \ProvidesPackage{gradus}[2025/01/01 Courses written by Gradus]
    \RequirePackage{amsmath}
    \RequirePackage{mathtools}
    \RequirePackage{fontspec}
    \RequirePackage[warnings-off={mathtools-colon,mathtools-overbracket}]{unicode-math}
    \RequirePackage{microtype}
    \RequirePackage{xcolor}
    \RequirePackage{graphicx}
    \RequirePackage{tikz}
    \RequirePackage{adjustbox}
    \RequirePackage{array}
    \RequirePackage{booktabs}
    \RequirePackage{longtable}
    \RequirePackage{xltabular}
    \RequirePackage{enumitem}
    \RequirePackage{fvextra}
    \RequirePackage{geometry}
    \geometry{a4paper, hmargin=28mm, top=25mm, bottom=28mm}
    \RequirePackage{xurl}
    \RequirePackage[unicode, hidelinks, linktoc=all, bookmarksnumbered=false]{hyperref}

    % Letters that the main font lacks come from the first font that has them.
    \directlua{
      local found = {"[latinmodern-math.otf]:mode=base;"}
      local names = {"DejaVu Serif", "FreeSerif", "CMU Serif", "Noto Serif", "DejaVu Sans"}
      for _, name in ipairs(names) do
        if luaotfload.aux.resolve_fontname and luaotfload.aux.resolve_fontname(name) then
          found[\string#found + 1] = name .. ":mode=node;"
        end
      end
      luaotfload.add_fallback("gradus", found)
    }
    \setmainfont{Latin Modern Roman}[RawFeature={fallback=gradus}]
    \setsansfont{Latin Modern Sans}[RawFeature={fallback=gradus}]
    \setmonofont{lmmono10}[
      Extension=.otf, UprightFont=*-regular, ItalicFont=*-italic, BoldFont=lmmonolt10-bold,
      BoldItalicFont=lmmonolt10-boldoblique, RawFeature={fallback=gradus}, Scale=0.95]

    % Signs that formulas may have and unicode-math calls otherwise, or its font lacks.
    \AtBeginDocument{%
      \providecommand{\lt}{<}\providecommand{\gt}{>}%
      \let\leadsto\rightsquigarrow
      \providecommand{\circlearrowright}{\cwopencirclearrow}%
      \providecommand{\circlearrowleft}{\acwopencirclearrow}%
      \providecommand{\llbracket}{\lBrack}\providecommand{\rrbracket}{\rBrack}%
      \providecommand{\degree}{^\circ}%
      \providecommand{\square}{\mdlgwhtsquare}\providecommand{\blacksquare}{\mdlgblksquare}%
      \providecommand{\lozenge}{\mdlgwhtlozenge}\providecommand{\iddots}{\adots}%
      \let\setminus\smallsetminus
      \def\blacktriangle{\bigblacktriangleup}%
      \def\bigstar{\mathord{\text{★}}}%
      \def\pitchfork{\mathrel{\text{⋔}}}%
      \def\digamma{\text{ϝ}}}

    % What flows forward, what flows backward, and what matters less.
    \#(TikZWriter.colours.split(separator: "\n").joined(separator: "\n    "))

    % Headings carry the numbers of the course, not LaTeX's own.
    \setcounter{secnumdepth}{-2}
    \setcounter{tocdepth}{1}
    \setlength{\emergencystretch}{3em}
    \setlength{\parindent}{0pt}
    \setlength{\parskip}{0.6\baselineskip plus 2pt}
    \raggedbottom
    \widowpenalty=10000
    \clubpenalty=10000
    \setlist{nosep, leftmargin=*, before=\setlength{\parskip}{0pt}}
    \setlength{\LTpre}{0.8\baselineskip}
    \setlength{\LTpost}{0.8\baselineskip}
    \fvset{breaklines, breakanywhere, fontsize=\small, xleftmargin=1em, tabsize=4}
    \DefineVerbatimEnvironment{GradusCode}{Verbatim}{}
    % Wide tables may have cells that are hard to break.
    \hbadness=10000
    \vbadness=10000
    \hfuzz=1pt

    % A place that links lead to.
    \newcommand{\GradusAnchor}[1]{\phantomsection\hypertarget{#1}{}}
    % Where a line may end inside of code; some room there helps the lines to come out even.
    \newcommand{\GradusBreak}{\penalty50\hskip0pt plus 0.8pt\relax}
    % Something that is made smaller where it is wider than the line.
    \newcommand{\GradusFit}[1]{\adjustbox{max width=\linewidth}{#1}}
    \newcommand{\GradusFormula}[1]{\GradusFit{$\displaystyle #1$}}
    % A picture: smaller where it is too wide or too high.
    \newcommand{\GradusPicture}[1]{%
      \par{\centering\adjustbox{max width=\linewidth, max totalheight=0.85\textheight}{#1}\par}}
    % A very wide picture stands on its side.
    \newcommand{\GradusWidePicture}[1]{%
      \par{\centering\adjustbox{angle=90, max width=\linewidth, max totalheight=0.9\textheight}{#1}\par}}
    \newcommand{\GradusCaption}[2]{\par{\small\textbf{#1}#2\par}}

    % An exercise: its name, its caption and its points; what is asked, with room to write.
    \newcommand{\GradusExercise}[3]{%
      \par\addvspace{0.8\baselineskip}\noindent{\color{gradusrule}\rule{\linewidth}{0.4pt}}\par\nobreak
      \noindent\begin{minipage}[t]{0.82\linewidth}\raggedright\textbf{#1}#2\end{minipage}%
      \hfill{\small\color{gradusfaint}#3}\par\nobreak}
    \newlist{GradusAsks}{itemize}{1}
    \setlist[GradusAsks]{itemsep=0.7\baselineskip, topsep=0.5\baselineskip, leftmargin=2.5em, labelwidth=1.8em, align=left}
    \newcommand{\GradusAbout}[1]{\quad{\small\color{gradusfaint}#1}}
    \newcommand{\GradusBlank}[1]{\rule[-0.3ex]{#1}{0.4pt}}
    \newcommand{\GradusCell}{\rule{0pt}{2.6ex}\rule[-0.4ex]{3em}{0.4pt}}
    \newcount\GradusCount
    \newcommand{\GradusLines}[1]{\par\GradusCount=#1\relax
      \loop\ifnum\GradusCount>0 \vspace{0.9\baselineskip}\noindent\hrulefill\par\advance\GradusCount-1\repeat}
    \newcommand{\GradusCircle}{\raisebox{-0.1ex}{\tikz\draw (0,0) circle[radius=0.8ex];}}
    \newcommand{\GradusBox}{\raisebox{-0.1ex}{\tikz\draw (0,0) rectangle (1.5ex,1.5ex);}}
    \endinput

    """#
}
