// Draws the figures of a page. Each figure brings this script, since any cell may be cleared or run again; the first that runs sets up.
// Comments, indentation and line ends are taken out before it is sent, so every statement ends in a semicolon or a brace.
(()=>{
const W=window,D=document,V=W.viva??={};
if(!V.draw){
  const all=s=>[...D.querySelectorAll('figure.viva'+s)];
  // plotly.js runs with define and exports hidden: Jupyter's RequireJS would swallow it otherwise.
  const run=code=>{
    const s=D.createElement('script');
    s.text='(function(define,exports,module){'+code+'\n})()';
    D.head.append(s);
    if(!W.Plotly)throw 0;
  };
  // From the page, else from the network, else from the copy that a figure carries (gzip in base64), which may stand further down.
  const load=async urls=>{
    for(let n=urls.length?1:40;;n--){
      if(W.Plotly)return;
      const c=D.querySelector('script[type$="plotly+gzip"]');
      if(c){
        const b=Uint8Array.from(atob(c.textContent),x=>x.charCodeAt());
        return run(await new Response(new Blob([b]).stream().pipeThrough(new DecompressionStream('gzip'))).text());
      }
      for(const u of urls)try{return run(await(await fetch(u,{integrity:'INTEGRITY'})).text());}catch{}
      if(!n)throw 0;
      await new Promise(r=>setTimeout(r,250));
    }
  };
  // The page's own ink and font, so that a figure fits a light and a dark page.
  const theme=f=>{
    const s=getComputedStyle(f),[r,g,b]=s.color.match(/[\d.]+/g),ink=a=>`rgba(${r},${g},${b},${a})`,
      axis={gridcolor:ink(.15),zerolinecolor:ink(.35),linecolor:ink(.5),automargin:true,title:{standoff:8}};
    return{layout:{font:{color:s.color,family:s.fontFamily,size:13},paper_bgcolor:ink(0),plot_bgcolor:ink(0),colorway:PALETTE,
      margin:{l:48,r:16,t:12,b:44},legend:{orientation:'h',x:0,y:1.02,yanchor:'bottom'},modebar:{bgcolor:ink(0),color:ink(.5),activecolor:ink(1)},
      xaxis:axis,yaxis:axis,colorscale:{sequential:'Viridis'}}};
  };
  const paint=()=>all('[data-drawn]').forEach(f=>W.Plotly?.relayout(f.children[1],{template:theme(f)}));
  matchMedia('(prefers-color-scheme:dark)').addEventListener('change',paint);
  new MutationObserver(paint).observe(D.body,{attributes:true});
  V.draw=async(urls,failed)=>{
    try{await(V.loading??=load(urls));}
    catch{
      V.loading=null;
      return all(':not([data-drawn])').forEach(f=>f.children[2].textContent=failed);
    }
    all(':not([data-drawn])').forEach(f=>{
      const c=JSON.parse(f.querySelector('script').textContent),d=f.children[1];
      f.dataset.drawn=1;
      d.textContent=f.children[2].textContent='';
      c.layout.template=theme(f);
      Plotly.newPlot(d,c.data,c.layout,{responsive:true,displaylogo:false});
    });
  };
}
V.draw(URLS,FAILED);
})();
